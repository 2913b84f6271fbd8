import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeSeal } from '../../../lambda/adapters/twilio/seal.ts'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { postSigned } from '../../support/journey/signed.ts'
import { storedSession } from '../../support/journey/stored-session.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

const homeToken = 'feed'.repeat(8)

/** One account in two regions, each with its own token; the second knows the first one's too. */
const accountSid = `AC${'d'.repeat(32)}`
const merchants = {
  home: { account: { accountSid, authToken: homeToken } },
  dublin: {
    account: { accountSid, authToken: 'cafe'.repeat(8) },
    region: 'ie1',
    secondaryAuthToken: homeToken,
  },
} as const

describe('a region whose webhooks are signed with the token of the home region', () => {
  let world: JourneyWorld
  let agent: Agent

  beforeEach(async () => {
    world = await journeyWorld({ merchants })
    agent = new Agent(world)
  })
  afterEach(() => world.stop())

  async function capturingAt(merchant: keyof typeof merchants) {
    const caller = await Caller.calls(world.of(merchant), { merchant })
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.hears(/card number/)
    const { sessionId } = await agent.sessionOfCall(caller.callSid)
    const { state } = await storedSession(world, sessionId)
    const verdict = { Sid: state.paymentSid, Result: 'success', CallSid: caller.callSid }
    return { sessionId: String(sessionId), callSid: caller.callSid, verdict }
  }

  const callback = (sessionId: string, authToken: string) => {
    const step = { sessionId, attempt: '1', step: '2' }
    const seal = makeSeal(step, { authToken, nowMs: world.time.now() })
    return `/callbacks/${sessionId}/1/2/${seal}`
  }

  test('is heard, once that token is the secondary one of its secret', async () => {
    const { sessionId, callSid, verdict } = await capturingAt('dublin')
    const turn = { path: `/voice/${sessionId}/turn`, parameters: { CallSid: callSid } }
    const path = callback(sessionId, merchants.dublin.account.authToken)

    expect((await postSigned(world.of('home'), turn)).status).toBe(200)
    expect((await postSigned(world.of('home'), { path, parameters: verdict })).status).toBe(204)
    expect(await agent.session(sessionId)).toMatchObject({ status: 'succeeded' })
  })

  test('cannot tell of the home region’s sessions, whose URLs it did not seal', async () => {
    const { sessionId, verdict } = await capturingAt('home')
    const path = callback(sessionId, merchants.dublin.account.authToken)
    const response = await postSigned(world.of('home'), { path, parameters: verdict })

    expect(response.status).toBe(403)
    expect(await agent.session(sessionId)).toMatchObject({ status: 'capturing' })
  })
})
