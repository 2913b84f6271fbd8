import { describe, expect, test } from 'vitest'
import { refusals } from '../../../../lambda/domain/session/refusal.ts'
import {
  allStatuses,
  failureReasons,
  mayBeDone,
  moneyMoved,
  terminalStatuses,
} from '../../../../lambda/domain/session/session.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

/** Clients compare these with what they were written for, so that none may go or be renamed. */
describe('the names that clients are told', () => {
  test('of statuses', () => {
    expect(allStatuses.join(' ')).toBe(
      'offered starting collecting capturing completing succeeded failed cancelled unresolved',
    )
    expect(terminalStatuses.join(' ')).toBe('succeeded failed cancelled unresolved')
  })

  test('of reasons to fail', () => {
    expect([...failureReasons].sort().join(' ')).toBe(
      'abandoned call-not-in-progress caller-hung-up caller-interrupted connector-error declined ' +
        'no-input not-charged-after-all refused-by-twilio session-in-progress ' +
        'too-many-attempts twilio-unavailable',
    )
  })

  test('of refusals, each with a sentence', () => {
    expect(Object.keys(refusals).sort().join(' ')).toBe(
      'command-owed field-not-asked field-out-of-order fields-missing guided-session ' +
        'not-in-this-status nothing-to-charge stale',
    )
    for (const sentence of Object.values(refusals)) expect(sentence).toMatch(/^[A-Z].+\.$/)
  })
})

const done = { mayBeDone: true }
const notDone = { mayBeDone: false, money: 'not-moved' }

test.each([
  ['offered', notDone],
  ['starting', notDone],
  ['collecting', notDone],
  ['capturing', notDone],
  ['completing', { ...done, money: 'not-known' }],
  ['succeeded', { ...done, money: 'moved' }],
  ['failed', notDone],
  ['cancelled', notDone],
  ['unresolved', { ...done, money: 'not-known' }],
] as const)('what is known of the money of a session that is %s', (status, known) => {
  const session = sessionIn(status)

  expect({ mayBeDone: mayBeDone(session), money: moneyMoved(session) }).toEqual(known)
})

test('a card that is kept for a token moves no money, whatever becomes of it', () => {
  const { purchase } = sessionIn('offered')

  for (const status of allStatuses) {
    expect(moneyMoved(sessionIn(status, { purchase: { ...purchase, money: null } }))).toBe(
      'not-moved',
    )
  }
})
