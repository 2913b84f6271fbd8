import { describe, expect, test } from 'vitest'
import { isTooLate } from '../../../../lambda/domain/guide/late.ts'
import { allStatuses } from '../../../../lambda/domain/session/session.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const leadingOn = ['payment-opened', 'field-captured', 'field-rejected'] as const
const ended = ['succeeded', 'failed', 'cancelled', 'unresolved']

describe('news that waited', () => {
  test.each(leadingOn)('for more than twenty seconds lead no caller on: %s', (type) => {
    for (const status of allStatuses.filter((one) => !ended.includes(one))) {
      const session = sessionIn(status)

      expect(isTooLate(session, { type, ageMs: 20_001 })).toBe(true)
      expect(isTooLate(session, { type, ageMs: 20_000 })).toBe(false)
    }
  })

  test.each(leadingOn)('S32: by a clock that is ahead are of no known age: %s', (type) => {
    const capturing = sessionIn('capturing')

    expect(isTooLate(capturing, { type, ageMs: -20_000 })).toBe(false)
    expect(isTooLate(capturing, { type, ageMs: -20_001 })).toBe(true)
  })

  test.each(leadingOn)('are for an agent to judge: %s', (type) => {
    for (const status of allStatuses) {
      const session = sessionIn(status, { mode: 'assisted' })

      expect(isTooLate(session, { type, ageMs: 3_600_000 })).toBe(false)
    }
  })

  test.each(leadingOn)('lead nobody on who has ended, and are taken in: %s', (type) => {
    for (const status of allStatuses.filter((one) => ended.includes(one))) {
      expect(isTooLate(sessionIn(status), { type, ageMs: 3_600_000 })).toBe(false)
    }
  })

  test.each([
    'payment-succeeded',
    'payment-refused',
    'payment-ended',
    'payment-cancelled',
  ] as const)('of the money are never too late: %s', (type) => {
    expect(isTooLate(sessionIn('completing'), { type, ageMs: 3_600_000 })).toBe(false)
  })
})
