import { expect, test } from 'vitest'
import { Caller } from '../../support/journey/caller.ts'
import { journeyWorld } from '../../support/journey/world.ts'

test.each([1, 2, 3])('a function that dies in turn %i does not end the call', async (turn) => {
  const world = await journeyWorld({ diesInTurn: turn })
  const caller = await Caller.calls(world)
  await caller.hears(/press 1/)
  await caller.hears(/press 1/)
  await caller.presses('1')
  await caller.hears(/your card number/)
  await caller.hears(/your card number/)
  await caller.presses('4111111111111111')
  await caller.hears(/expiration date/)
  await caller.presses('1230')
  await caller.hears(/security code/)
  await caller.presses('123')
  await caller.hears(/postal code/)
  await caller.presses('94105#')
  await caller.hears(/confirmation code/)

  expect(world.deaths()).toBe(1)
  expect(world.simulator.ledger()).toHaveLength(1)
  await world.stop()
})
