import { describe, expect, test } from 'vitest'
import { promptOf } from '../../../../../lambda/domain/guide/prompt.ts'
import {
  mayBeDone,
  moneyMoved,
  type Session,
} from '../../../../../lambda/domain/session/session.ts'
import { aSession } from '../../../../support/a-session.ts'
import { decided } from '../../../../support/decided.ts'
import { everyEvent } from '../../../../support/every-event.ts'
import { sessionIn } from '../../../../support/sessions-in.ts'

const { purchase, terms } = aSession()
const tokenizing: Partial<Session> = {
  purchase: { ...purchase, money: null },
  terms: { ...terms, options: { tokenType: 'reusable' } },
}

describe('a card that is tokenised', () => {
  test('keeps its sealed token, and has charged nothing', () => {
    const completing = sessionIn('completing', tokenizing)
    const told = { ...everyEvent(completing)['payment-succeeded'], sealedToken: 'sealed-7' }

    const saved = decided(completing, told)

    expect(saved.state).toMatchObject({ status: 'succeeded', sealedToken: 'sealed-7' })
    expect(moneyMoved(saved)).toBe('not-moved')
    expect(promptOf(saved)).toMatchObject({ id: 'saved', method: 'credit-card' })
  })

  test('has charged nothing, even when nobody knows whether it was saved', () => {
    const unknown = sessionIn('unresolved', tokenizing)

    expect(moneyMoved(unknown)).toBe('not-moved')
    expect(mayBeDone(unknown)).toBe(true)
  })

  test('says so wherever a charge would say that something is charged', () => {
    const prompts = (['offered', 'completing', 'unresolved'] as const).map((status) =>
      promptOf(sessionIn(status, tokenizing)),
    )

    expect(prompts.map((prompt) => 'purpose' in prompt && prompt.purpose)).toEqual([
      'tokenize',
      'tokenize',
      'tokenize',
    ])
  })
})

test('a charge keeps no token, whatever Twilio sends along', () => {
  const completing = sessionIn('completing')
  const told = { ...everyEvent(completing)['payment-succeeded'], sealedToken: 'sealed-7' }

  expect(decided(completing, told).state).toMatchObject({ sealedToken: null })
})

test('a processor that sends the card number back as its code does not get it stored', () => {
  const card = { brand: 'visa', lastFour: '1111' }
  const completing = sessionIn('completing', { card })
  const succeeded = everyEvent(completing)['payment-succeeded']

  const paid = decided(completing, { ...succeeded, confirmationCode: '4111111111111111' })
  const usual = decided(completing, { ...succeeded, confirmationCode: '4012888888881881' })

  expect(paid.state).toMatchObject({ confirmationCode: '…1111' })
  expect(usual.state).toMatchObject({ confirmationCode: '4012888888881881' })
})
