import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterEach, describe, expect, test } from 'vitest'
import { localTableNames } from '../../../local/tables.ts'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { twimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

/** Which connector gives which kind of token. */
const kinds = [
  { tokenType: 'one-time', paymentConnector: 'Default' },
  { tokenType: 'reusable', paymentConnector: 'Default' },
  { tokenType: 'reusable', paymentConnector: 'Stripe_Like' },
  { tokenType: 'payment-method', paymentConnector: 'Stripe_Like' },
] as const

/** A voice URL's amount and currency, left out. */
const noAmount = { amount: null, currency: null }

let world: JourneyWorld
afterEach(() => world.stop())

/** What the table holds of a session, as somebody would see it who can read the table. */
async function storedText(sessionId: unknown): Promise<string> {
  const { Item } = await world.tables.send(
    new GetItemCommand({
      TableName: localTableNames.sessions,
      Key: { id: { S: String(sessionId) } },
    }),
  )
  return JSON.stringify(Item)
}

describe.each(['push', 'poll'] as const)('a caller whose card is saved (%s)', (delivery) => {
  test.each(kinds)(
    'as a $tokenType token of $paymentConnector is told so, and is charged nothing',
    async (kind) => {
      world = await journeyWorld({ delivery })
      const agent = new Agent(world)
      const caller = await Caller.calls(world, { ...noAmount, ...kind })

      expect(await caller.agrees()).toMatch(/save your card.*not be charged/)
      await caller.keysCard()
      await caller.hears(/your card has been saved\. You have not been charged/)

      const session = await agent.sessionOfCall(caller.callSid)
      const { sessionId } = session
      expect(session).toMatchObject({ money: 'not-moved', amount: null, hasToken: true, ...kind })
      const { status, body } = await agent.reads(`/sessions/${sessionId}/token`)
      expect(status).toBe(200)
      expect(body).toMatchObject({ sessionId, tokenType: kind.tokenType })
      const token = String(body['paymentToken'])
      expect(token.length).toBeGreaterThan(5)
      expect(world.simulator.ledger()).toMatchObject([{ method: 'tokenize' }])
      expect(JSON.stringify(session)).not.toContain(token)
      expect(await storedText(sessionId)).toContain('sealedToken')
      expect(await storedText(sessionId)).not.toContain(token)
      expect(world.logLines.join(' ')).not.toContain(token)
    },
  )
})

test('a bank account is saved, too', async () => {
  world = await journeyWorld()
  const caller = await Caller.calls(world, {
    ...noAmount,
    tokenType: 'reusable',
    paymentMethod: 'ach-debit',
    parameter: '{"AVSName":"Maya Okafor"}',
  })
  await caller.agrees()
  await caller.keysAccount()

  await caller.hears(/your bank account has been saved/)
})

describe('an agent who saves a card', () => {
  test.each(kinds)(
    'gets no $tokenType token of $paymentConnector before it is there',
    async (kind) => {
      world = await journeyWorld()
      const agent = new Agent(world)
      const ivr = await twimlServer('<Response><Pause length="600"/></Response>')
      const caller = await Caller.callsElsewhere(world, ivr.url)
      await world.passes(1_000)
      const sessionId = await agent.starts(caller.callSid, {
        ...kind,
        securityCode: false,
        postalCode: false,
      })
      const early = await agent.reads(`/sessions/${sessionId}/token`)
      await agent.captures(sessionId, {
        field: 'payment-card-number',
        keys: '4111111111111111',
        by: caller,
      })
      await agent.captures(sessionId, { field: 'expiration-date', keys: '1230', by: caller })
      const saved = await agent.completes(sessionId)

      expect(early).toMatchObject({ status: 404, body: { sessionStatus: 'collecting' } })
      expect(saved).toMatchObject({ status: 'succeeded', hasToken: true, money: 'not-moved' })
      expect((await agent.reads(`/sessions/${sessionId}/token`)).status).toBe(200)
      await ivr.stop()
    },
  )
})

test('a charge has no token, and an unknown session neither', async () => {
  world = await journeyWorld()
  const agent = new Agent(world)
  const caller = await Caller.calls(world)
  await caller.agrees()
  await caller.keysCard()
  await caller.hears(/confirmation code/)
  const { sessionId } = await agent.sessionOfCall(caller.callSid)

  const ofCharge = await agent.reads(`/sessions/${sessionId}/token`)
  const ofNothing = await agent.reads('/sessions/ps_00000000000000000000000000/token')

  expect(ofCharge).toMatchObject({ status: 404, body: { sessionStatus: 'succeeded' } })
  expect(ofNothing.status).toBe(404)
})
