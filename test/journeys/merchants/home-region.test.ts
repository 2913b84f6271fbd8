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
    account: { accountSid, authToken: 'cafe'.repeat(8), homeAuthToken: homeToken },
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

  test('takes payments, once that token is the secondary one of its secret', async () => {
    const dublin = world.of('dublin')
    await dublin.switches({ signingToken: 'home' })
    const caller = await Caller.calls(dublin, { merchant: 'dublin' })
    await caller.agrees()
    await caller.keysCard()
    await caller.hears(/confirmation code/)

    const { status, merchant } = await agent.sessionOfCall(caller.callSid)
    expect([status, merchant]).toEqual(['succeeded', 'dublin'])
    expect(dublin.simulator.ledger()).toHaveLength(1)
  })

  test('cannot tell of the home region’s sessions, whose URLs it did not seal', async () => {
    const caller = await Caller.calls(world.of('home'), { merchant: 'home' })
    await caller.agrees()
    await caller.hears(/card number/)
    const { sessionId } = await agent.sessionOfCall(caller.callSid)
    const { state } = await storedSession(world, sessionId)
    const step = { sessionId: String(sessionId), attempt: '1', step: '2' }
    const { authToken } = merchants.dublin.account
    const seal = makeSeal(step, { authToken, fromMs: world.time.now() })
    const response = await postSigned(world.of('home'), {
      path: `/callbacks/${sessionId}/1/2/${seal}`,
      parameters: { Sid: state.paymentSid, Result: 'success', CallSid: caller.callSid },
    })

    expect(response.status).toBe(403)
    expect(await agent.session(sessionId)).toMatchObject({ status: 'capturing' })
  })
})
