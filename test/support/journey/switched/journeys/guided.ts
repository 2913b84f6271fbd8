import { expect } from 'vitest'
import { guided } from '../journey.ts'
import { shortCard } from '../stage.ts'
import { notCharged, paid, saved } from '../truth.ts'

/** A caller alone with the flow, as payments usually go. */

export const pays = guided({
  name: 'a caller pays, and is shown by the last four digits',
  async play(stage) {
    const caller = await stage.agrees()
    await caller.keysCard()
    const card = { brand: 'visa', lastFour: '1111' }
    await stage.ends(caller, { ...paid, attempt: 1, card })
  },
})

export const paysByAmex = guided({
  name: 'a caller pays by American Express, with its own lengths of number and code',
  async play(stage) {
    const caller = await stage.agrees()
    await caller.keysCard({ number: '378282246310005', code: '1234' })
    await stage.ends(caller, { ...paid, card: { brand: 'amex', lastFour: '0005' } })
  },
})

export const mistypes = guided({
  name: 'a caller mistypes the number, hears so, and pays',
  async play(stage) {
    const caller = await stage.agrees(shortCard)
    await caller.hears(/enter your card number/)
    await caller.presses('4111111111111112')
    expect(await caller.hears(/card number again/)).toContain('not a valid card number')
    await caller.presses('4111111111111111')
    await caller.keysDate()
    await stage.ends(caller, { ...paid, attempt: 1 })
  },
})

export const givesUp = guided({
  name: 'a caller mistypes three times, and is charged nothing',
  async play(stage) {
    const caller = await stage.agrees()
    for (const asked of [/enter your card number/, /again/, /last try/]) {
      await caller.hears(asked)
      await caller.presses('4111111111111112')
    }
    await stage.ends(caller, notCharged('too-many-attempts'))
  },
})

export const saves = guided({
  name: 'a caller has a card saved, and is charged nothing',
  async play(stage) {
    const noAmount = { amount: null, currency: null, tokenType: 'reusable' }
    const caller = await stage.agrees({ ...noAmount, ...shortCard })
    await caller.keysShortCard()
    await stage.ends(caller, { ...saved, hasToken: true })
    expect(stage.world.simulator.ledger()).toMatchObject([{ method: 'tokenize' }])
  },
})

export const debits = guided({
  name: 'a caller pays from a bank account, keyed twice',
  async play(stage) {
    const parameter = '{"AVSName":"Maya Okafor"}'
    const caller = await stage.agrees({ paymentMethod: 'ach-debit', parameter })
    await caller.keysAccount()
    await stage.ends(caller, { ...paid, bankAccount: { lastTwo: '89', digits: 9 } })
  },
})

export const paysAfterDecline = guided({
  name: 'a caller’s card is declined, and another one is charged',
  async play(stage) {
    const caller = await stage.agrees(shortCard)
    await caller.keysShortCard({ number: '4000000000000002' })
    expect(await caller.hears(/declined/)).toContain('you have not been charged')
    await caller.presses('1')
    await caller.keysShortCard()
    await stage.ends(caller, { ...paid, attempt: 2, declines: 1 })
  },
})
