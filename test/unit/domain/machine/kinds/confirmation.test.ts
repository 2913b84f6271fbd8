import { describe, expect, test } from 'vitest'
import { promptOf } from '../../../../../lambda/domain/guide/prompt.ts'
import { moneyMoved, type Session } from '../../../../../lambda/domain/session/session.ts'
import { aSession, at } from '../../../../support/a-session.ts'
import { decided, refusalOf } from '../../../../support/decided.ts'
import { everyEvent } from '../../../../support/every-event.ts'
import { sessionIn } from '../../../../support/sessions-in.ts'

const { terms } = aSession()
const confirming = (more: Partial<Session> = {}): Session =>
  sessionIn('completing', {
    terms: { ...terms, options: { confirmation: 'true' } },
    ...more,
  })

describe('a charge that Twilio has the caller confirm', () => {
  test('has a minute longer for its verdict', () => {
    const collecting = sessionIn('collecting', {
      mode: 'assisted',
      terms: { ...terms, options: { confirmation: 'true' } },
    })

    const completing = decided(collecting, everyEvent(collecting)['complete-requested'])

    expect(completing.state).toMatchObject({ verdictDueAt: at(1_000 + 90_000 + 60_000) })
  })

  test('is not talked over', () => {
    expect(promptOf(confirming())).toEqual({ id: 'confirming' })
    expect(promptOf(sessionIn('completing'))).toMatchObject({ id: 'charging' })
  })

  test('that the caller does not confirm is cancelled, and nothing was charged', () => {
    const session = confirming()

    const cancelled = decided(session, everyEvent(session)['payment-cancelled'])

    expect(cancelled.state).toEqual({ status: 'cancelled', by: 'caller' })
    expect(moneyMoved(cancelled)).toBe('not-moved')
  })

  test('is known to have been stopped, also when that is told after its deadline', () => {
    const { terms: asked } = confirming()
    const late = sessionIn('unresolved', { terms: asked })
    const told = everyEvent(late)['payment-cancelled']

    const ended = decided(late, told)
    expect(ended.state).toEqual({ status: 'failed', reason: 'caller-interrupted' })
    expect(moneyMoved(ended)).toBe('not-moved')
    expect(refusalOf(late, { ...told, step: late.step - 1 })).toBe('stale')
    expect(refusalOf({ ...late, chargedEarlier: true }, told)).toBe('stale')
    expect(refusalOf(sessionIn('unresolved'), told)).toBe('stale')
  })

  test('is not cancelled by what is told of an earlier step', () => {
    const session = confirming()
    const cancelled = { ...everyEvent(session)['payment-cancelled'], step: session.step - 1 }

    expect(refusalOf(session, cancelled)).toBe('stale')
  })

  test('stays not known when an earlier attempt was charged after all', () => {
    const session = confirming({ chargedEarlier: true })

    const next = decided(session, everyEvent(session)['payment-cancelled'])

    expect(next.state.status).toBe('unresolved')
  })
})

test('a charge that nobody was asked to confirm is not taken for cancelled', () => {
  const session = sessionIn('completing')

  expect(refusalOf(session, everyEvent(session)['payment-cancelled'])).toBe('stale')
})
