import { expect } from 'vitest'
import { assisted, guided } from '../journey.ts'
import { shortCard } from '../stage.ts'
import { notCharged, paid, unheard } from '../truth.ts'
import { capturesCard } from './assisted.ts'

/** How callers key: late, not at all, by halves, with a # or with more than was asked for. */

export const takesTime = guided({
  name: 'a caller needs 18 seconds to find the card, is not told of any mistake, and pays',
  async play(stage) {
    const caller = await stage.agrees(shortCard)
    await caller.hears(/enter your card number/)
    await stage.world.passes(18_000)
    await caller.keysNumber()
    await caller.keysDate()
    await stage.ends(caller, { ...paid, attempt: 1 })
    expect(caller.texts().join(' ')).not.toMatch(/number again|all the digits/)
  },
})

export const staysSilent = guided({
  name: 'a caller presses nothing, is asked three times, and is charged nothing',
  async play(stage) {
    const caller = await stage.agrees()
    await stage.ends(caller, notCharged('no-input'))
    const asked = caller.texts().filter((text) => /enter your card number/.test(text))
    expect(asked).toHaveLength(3)
  },
})

/** @param told what the caller hears of an entry that was not finished */
export const stopsHalfway = (told: string) =>
  guided({
    name: `a caller stops after six digits, hears "${told}", and pays`,
    async play(stage) {
      const caller = await stage.agrees(shortCard)
      await caller.hears(/enter your card number/)
      await stage.world.passes(2_000)
      await caller.presses('411111')
      expect(await caller.hears(/card number again/)).toContain(told)
      await caller.keysNumber()
      await caller.keysDate()
      await stage.ends(caller, { ...paid, attempt: 1 })
    },
  })

export const agentWaitsForKeys = assisted({
  name: 'an agent sees that no key came within the timeout, or still waits, and takes the payment',
  async play(stage) {
    const started = await stage.starts()
    const field = 'payment-card-number'
    await stage.agent.posts(`/sessions/${started.sessionId}/captures`, { field })
    await stage.world.passes(30_000)
    const { status } = await stage.agent.session(started.sessionId)
    expect(['capturing', 'collecting']).toContain(status)
    await capturesCard(stage, started)
    await stage.agent.completes(started.sessionId)
    await stage.ends(started.caller, { ...unheard(paid), attempt: 1 })
  },
})

export const endsNumberWithPound = guided({
  name: 'a caller ends the card number with #, and pays',
  async play(stage) {
    const caller = await stage.agrees(shortCard)
    await caller.keysShortCard({ number: '4111111111111111#' })
    await stage.ends(caller, { ...paid, card: { brand: 'visa', lastFour: '1111' } })
  },
})

export const keysShortPostalCode = guided({
  name: 'a caller keys too short a postal code, then a longer one than asked for, and pays',
  async play(stage) {
    const caller = await stage.agrees({ minPostalCodeLength: '5' })
    await caller.hears(/enter your card number/)
    await caller.keysNumber()
    await caller.hears(/expiration date/)
    await caller.presses('1230')
    await caller.hears(/security code/)
    await caller.presses('123')
    await caller.hears(/postal code/)
    await caller.presses('941#')
    expect(await caller.hears(/postal code again/)).toContain('not a valid postal code')
    await caller.presses('941051234#')
    await stage.ends(caller, { ...paid, attempt: 1 })
  },
})
