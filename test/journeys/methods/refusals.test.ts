import { afterEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { twimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

const charge = { amount: '42.50', currency: 'USD' }
const debit = { ...charge, paymentMethod: 'ach-debit', parameter: { AVSName: 'Maya Okafor' } }

/** What Twilio's own connectors cannot do, and the code that it says so with. */
const refusals = [
  { paymentConnector: 'Nowhere', wanted: charge, code: 64004 },
  { paymentConnector: 'Misconfigured', wanted: charge, code: 64001 },
  { paymentConnector: 'Charges_Only', wanted: { tokenType: 'reusable' }, code: 64005 },
  { paymentConnector: 'Default', wanted: { tokenType: 'payment-method' }, code: 64006 },
  { paymentConnector: 'Tokens_Only', wanted: charge, code: 64007 },
  { paymentConnector: 'Revoked', wanted: charge, code: 64009 },
  { paymentConnector: 'Few_Currencies', wanted: { amount: '4250', currency: 'JPY' }, code: 64011 },
  { paymentConnector: 'Cards_Only', wanted: debit, code: 64013 },
  { paymentConnector: 'Needs_Merchant_Account', wanted: charge, code: 64015 },
  { paymentConnector: 'Unapproved_Live', wanted: charge, code: 64024 },
] as const

let world: JourneyWorld
afterEach(() => world.stop())

describe('a connector that cannot do what is wanted', () => {
  test.each(refusals)('$paymentConnector: an agent is told $code, and what to do', async (row) => {
    world = await journeyWorld()
    const ivr = await twimlServer('<Response><Pause length="600"/></Response>')
    const caller = await Caller.callsElsewhere(world, ivr.url)
    await world.passes(1_000)

    const { status, body } = await new Agent(world).posts('/sessions', {
      mode: 'assisted',
      callSid: caller.callSid,
      reference: 'INV-1001',
      paymentConnector: row.paymentConnector,
      ...row.wanted,
    })

    expect([status, body['twilioCode']]).toEqual([409, row.code])
    expect(body['detail']).toMatch(/^[A-Z].*\. [A-Z].*\. \(Session ps_/)
    await ivr.stop()
  })

  test('is not charged with, and a caller alone hears that', async () => {
    world = await journeyWorld()
    const caller = await Caller.calls(world, { paymentConnector: 'Tokens_Only' })
    await caller.agrees()

    await caller.hears(/not been charged/)
    expect(world.simulator.ledger()).toEqual([])
  })
})

test('an API key that Twilio does not know is counted for an alarm, with why', async () => {
  world = await journeyWorld()
  await world.faults({ on: 'rest', operation: 'create', do: 'refuse', code: 20003 })
  const caller = await Caller.calls(world)
  await caller.agrees()
  await caller.hears(/not been charged/)

  const [line] = world.logLines.filter((one) => one.includes('"TwilioFailed":1'))
  expect(line).toContain('"reason":"refused-by-twilio","twilioCode":20003')
})

test('a code of the processor reaches the session, with a sentence about it', async () => {
  world = await journeyWorld()
  const caller = await Caller.calls(world)
  await caller.agrees()
  await world.faults({ on: 'processor', do: 'refuse', code: 64009 })
  await caller.keysCard()
  await caller.hears(/not been charged/)

  expect(await new Agent(world).sessionOfCall(caller.callSid)).toMatchObject({
    reason: 'connector-error',
    problem: { kind: 'connector', twilioCode: 64009, detail: expect.stringContaining('Connect') },
  })
})
