import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeSeal } from '../../../lambda/adapters/twilio/seal.ts'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { postSigned } from '../../support/journey/signed.ts'
import { storedSession } from '../../support/journey/stored-session.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

const berlin = { accountSid: `AC${'b'.repeat(32)}`, authToken: 'beef'.repeat(8) }

/** The account of the default merchant in another region: another token. */
const dublin = { accountSid: `AC${'5'.repeat(32)}`, authToken: 'cafe'.repeat(8) }

describe('a session of one merchant', () => {
  let world: JourneyWorld
  let agent: Agent
  let caller: Caller
  let sessionId: unknown
  let before: Record<string, unknown>

  beforeEach(async () => {
    world = await journeyWorld({
      merchants: { berlin: { account: berlin }, dublin: { account: dublin } },
    })
    agent = new Agent(world)
    caller = await Caller.calls(world.of('berlin'), { merchant: 'berlin' })
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.hears(/card number/)
    before = await agent.sessionOfCall(caller.callSid)
    sessionId = before['sessionId']
  })
  afterEach(() => world.stop())

  const rejections = () => world.logLines.filter((line) => line.includes('"SignatureRejected":1'))

  /** Refused as a wrong signature is, counted once, and without any effect. */
  async function isRefused(response: Response) {
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ status: 403 })
    expect(rejections()).toHaveLength(1)
    expect(await agent.session(sessionId)).toEqual(before)
  }

  /** As true as Twilio's own, but for who signs it. */
  async function verdict() {
    const record = await storedSession(world, sessionId)
    return { Sid: record.state.paymentSid, Result: 'success', CallSid: caller.callSid }
  }

  const callbackPath = (sealedBy: { readonly authToken: string }) => {
    const step = { sessionId: String(sessionId), attempt: '1', step: '2' }
    const { authToken } = sealedBy
    const seal = makeSeal(step, { authToken, fromMs: world.time.now() })
    return `/callbacks/${sessionId}/1/2/${seal}`
  }

  test.each(['default', 'dublin'])(
    'hears no callback that %s has signed, whoever sealed its URL',
    async (other) => {
      const signer = world.of(other)
      const parameters = await verdict()

      const own = callbackPath(signer.simulator.account)
      await isRefused(await postSigned(signer, { path: own, parameters }))
      const theirs = await postSigned(signer, { path: callbackPath(berlin), parameters })
      expect(theirs.status).toBe(403)
      expect(await agent.session(sessionId)).toEqual(before)
    },
  )

  test('hears its own merchant’s callback, sealed and signed like that', async () => {
    const parameters = await verdict()
    const request = { path: callbackPath(berlin), parameters }

    expect((await postSigned(world.of('berlin'), request)).status).toBe(204)
    expect(await agent.session(sessionId)).toMatchObject({ status: 'succeeded' })
  })

  test('hears no callback that names its account and is signed with another token', async () => {
    const parameters = { ...(await verdict()), AccountSid: berlin.accountSid }
    const path = callbackPath(berlin)

    await isRefused(await postSigned(world, { path, parameters }))
  })

  test('takes no turn that another has signed', async () => {
    const path = `/voice/${sessionId}/turn?key=&silences=3&quiet=0`
    const parameters = { CallSid: caller.callSid, Digits: '2' }

    await isRefused(await postSigned(world, { path, parameters }))
  })

  test('is not ended by a hang-up that another tells of', async () => {
    const parameters = { CallSid: caller.callSid, CallStatus: 'completed' }

    await isRefused(await postSigned(world, { path: '/voice/status', parameters }))
  })

  test('is not called off by a voice URL of another on its call', async () => {
    const path = '/voice/pay?amount=1.00&currency=USD&reference=OTHER'

    await isRefused(await postSigned(world, { path, parameters: { CallSid: caller.callSid } }))
  })

  test('is not started by a voice URL that another has signed', async () => {
    const path = '/voice/pay?amount=1.00&currency=USD&reference=NEW&merchant=berlin'
    const CallSid = `CA${'f'.repeat(32)}`

    await isRefused(await postSigned(world, { path, parameters: { CallSid } }))
    expect((await agent.reads(`/sessions?callSid=${CallSid}`)).body).toEqual({ sessions: [] })
  })

  test('goes on undisturbed after all that', async () => {
    const parameters = { ...(await verdict()), Digits: '2', CallStatus: 'completed' }
    for (const path of [`/voice/${sessionId}/turn`, '/voice/status', callbackPath(berlin)]) {
      await postSigned(world, { path, parameters })
    }
    await caller.presses('4111111111111111')
    await caller.hears(/expiration date/)
    await caller.presses('1230')
    await caller.hears(/security code/)
    await caller.presses('123')
    await caller.hears(/postal code/)
    await caller.presses('94105#')
    await caller.hears(/confirmation code/)

    expect(world.of('berlin').simulator.ledger()).toHaveLength(1)
    expect(world.simulator.ledger()).toEqual([])
  })
})
