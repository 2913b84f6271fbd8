import { afterEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { twimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

const account = { paymentMethod: 'ach-debit', parameter: '{"AVSName":"Maya Okafor"}' }
const types = ['consumer-checking', 'consumer-savings', 'commercial-checking'] as const

let world: JourneyWorld
afterEach(() => world.stop())

describe.each(['push', 'poll'] as const)(
  'a caller who pays from a bank account (%s)',
  (delivery) => {
    test.each(types)('%s: authorises the debit, keys the account twice, is told', async (type) => {
      world = await journeyWorld({ delivery })
      const caller = await Caller.calls(world, { ...account, bankAccountType: type })

      expect(await caller.agrees()).toMatch(/42\.50 US dollars.*authorize a one-time debit/)
      await caller.keysAccount()
      await caller.hears(/confirmation code/)

      const session = await new Agent(world).sessionOfCall(caller.callSid)
      expect(session).toMatchObject({
        status: 'succeeded',
        paymentMethod: 'ach-debit',
        bankAccount: { lastTwo: '89', digits: 9 },
      })
      expect(world.simulator.ledger()).toMatchObject([{ method: 'charge', amount: '42.50' }])
      expect(caller.texts().join(' ')).not.toMatch(/card/)
    })

    test('and keys something else the second time keys both again, and is debited once', async () => {
      world = await journeyWorld({ delivery })
      const caller = await Caller.calls(world, account)
      await caller.agrees()
      await caller.keysAccount({ second: '123456798' })

      expect(await caller.hears(/account number again/)).toContain('were not the same')
      await caller.presses('12345678#')
      await caller.hears(/account number a second time/)
      await caller.presses('12345678#')
      await caller.hears(/confirmation code/)

      expect(world.simulator.ledger()).toHaveLength(1)
      const session = await new Agent(world).sessionOfCall(caller.callSid)
      expect(session['bankAccount']).toEqual({ lastTwo: '78', digits: 8 })
    })
  },
)

test('an account that the processor does not take is offered again, and nothing was charged', async () => {
  world = await journeyWorld()
  const caller = await Caller.calls(world, account)
  await caller.agrees()
  await caller.hears(/routing number/)
  await caller.presses('121181976')
  await caller.hears(/your account number/)
  await caller.presses('987654321#')
  await caller.hears(/account number a second time/)
  await caller.presses('987654321#')

  expect(await caller.hears(/press 1/)).toMatch(/account was not accepted.*not been charged/)
  expect(world.simulator.ledger()).toEqual([])
})

test.each(types)('an agent takes a debit of %s', async (bankAccountType) => {
  world = await journeyWorld()
  const agent = new Agent(world)
  const ivr = await twimlServer('<Response><Pause length="600"/></Response>')
  const caller = await Caller.callsElsewhere(world, ivr.url)
  await world.passes(1_000)
  const wanted = { ...account, amount: '42.50', currency: 'USD', bankAccountType }
  const sessionId = await agent.starts(caller.callSid, wanted)
  const keyed = [
    { field: 'bank-routing-number', keys: '121181976' },
    { field: 'bank-account-number', keys: '123456789#' },
    { field: 'bank-account-number-matcher', keys: '123456789#' },
  ]
  for (const entry of keyed) await agent.captures(sessionId, { ...entry, by: caller })

  expect(await agent.completes(sessionId)).toMatchObject({ status: 'succeeded', money: 'moved' })
  expect(world.simulator.ledger()).toHaveLength(1)
  expect(world.logLines.join(' ')).not.toMatch(/121181976|123456789|Okafor/)
  await ivr.stop()
})
