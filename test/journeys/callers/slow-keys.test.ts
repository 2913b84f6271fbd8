import { describe, expect, test } from 'vitest'
import { Caller } from '../../support/journey/caller.ts'
import { journeyWorld } from '../../support/journey/world.ts'

describe.each(['push', 'poll'] as const)('a caller who was given time (%s)', (delivery) => {
  test('is not talked over for as long, and loses no digit', async () => {
    const world = await journeyWorld({ delivery })
    const caller = await Caller.calls(world, { timeout: '120' })
    await caller.agrees()
    await caller.hears(/card number/)
    await caller.presses('41111111')
    await world.passes(100_000)
    const heard = caller.texts().length
    await caller.presses('11111111')
    await caller.hears(/expiration date/)

    expect(
      caller
        .texts()
        .slice(0, heard)
        .filter((text) => /card number/.test(text)),
    ).toHaveLength(1)
    await caller.presses('1230')
    await caller.hears(/security code/)
    await caller.presses('123')
    await caller.hears(/postal code/)
    await caller.presses('94105#')
    await caller.hears(/confirmation code/)
    expect(world.simulator.ledger()).toHaveLength(1)
    await world.stop()
  })
})
