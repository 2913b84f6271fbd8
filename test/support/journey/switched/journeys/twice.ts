import { expect } from 'vitest'
import { assisted, guided } from '../journey.ts'
import { paid, unheard } from '../truth.ts'
import { wholeCard } from './assisted.ts'

/** Fields that are keyed twice. */

const fields = [
  { field: 'payment-card-number', asked: /card number/, keys: '4111111111111111' },
  { field: 'expiration-date', asked: /expiration date/, keys: '1230' },
  { field: 'security-code', asked: /security code/, keys: '123' },
  { field: 'postal-code', asked: /postal code/, keys: '94105#' },
] as const

const secondTime = /a second time/

export const keysTwice = guided({
  name: 'a caller keys every field twice, and pays',
  async play(stage) {
    const requireMatchingInputs = fields.map(({ field }) => field).join(',')
    const caller = await stage.agrees({ requireMatchingInputs })
    for (const { asked, keys } of fields) {
      await caller.hears(asked)
      await caller.presses(keys)
      await caller.hears(secondTime)
      await caller.presses(keys)
    }
    await stage.ends(caller, { ...paid, attempt: 1 })
  },
})

export const keysSomethingElse = guided({
  name: 'a caller keys another code the second time, keys both again, and pays',
  async play(stage) {
    const caller = await stage.agrees({ requireMatchingInputs: 'security-code' })
    for (const { field, asked, keys } of fields) {
      await caller.hears(asked)
      await caller.presses(keys)
      if (field !== 'security-code') continue
      await caller.hears(secondTime)
      await caller.presses('321')
      expect(await caller.hears(/again/)).toContain('The two entries were not the same.')
      await caller.presses(keys)
      await caller.hears(secondTime)
      await caller.presses(keys)
    }
    await stage.ends(caller, { ...paid, attempt: 1 })
  },
})

export const agentAsksTwice = assisted({
  name: 'an agent has every field keyed twice, the number wrongly at first',
  async play(stage) {
    const requireMatchingInputs = fields.map(({ field }) => field)
    const { caller: by, sessionId } = await stage.starts({ ...wholeCard, requireMatchingInputs })
    const captures = (field: string, keys: string) =>
      stage.agent.captures(sessionId, { field, keys, by })
    await captures('payment-card-number', '4111111111111111')
    await captures('payment-card-number-matcher', '5555555555554444')
    const problem = { kind: 'entry', error: 'input-matching-failed' }
    expect(await stage.agent.session(sessionId)).toMatchObject({ captured: [], problem })
    for (const { field, keys } of fields) {
      await captures(field, keys)
      await captures(`${field}-matcher`, keys)
    }
    await stage.agent.completes(sessionId)
    await stage.ends(by, { ...unheard(paid), attempt: 1 })
  },
})
