import { describe, expect, test } from 'vitest'
import { howItEnded } from '../../../../lambda/domain/session/how-it-ended.ts'
import { allStatuses, isTerminal } from '../../../../lambda/domain/session/session.ts'
import { aSession } from '../../../support/a-session.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

describe('of an ending is said', () => {
  test('what the charge is known by', () => {
    expect(howItEnded(sessionIn('succeeded'))).toEqual({ confirmationCode: 'ch_7Yx' })
  })

  test.each([
    { sealedToken: 'sealed', hasToken: true },
    { sealedToken: null, hasToken: false },
  ])('whether there is a token, and never the token: $hasToken', ({ sealedToken, hasToken }) => {
    const session = sessionIn('succeeded', {
      purchase: { ...aSession().purchase, money: null },
      state: { status: 'succeeded', confirmationCode: '', sealedToken },
    })

    expect(howItEnded(session)).toEqual({ hasToken })
  })

  test.each([
    { status: 'failed', says: { reason: 'no-input' } },
    { status: 'cancelled', says: { reason: 'cancelled-by-client' } },
    {
      status: 'unresolved',
      // A minute and a half after noon, when the verdict was due.
      says: { reason: 'no-verdict', since: '2026-11-23T12:01:30.000Z' },
    },
  ] as const)('why it is $status', ({ status, says }) => {
    expect(howItEnded(sessionIn(status))).toEqual(says)
  })
})

test('of what has not ended nothing is said', () => {
  const goingOn = allStatuses.map((status) => sessionIn(status)).filter((one) => !isTerminal(one))

  expect(goingOn.map(howItEnded)).toEqual(Array(5).fill({}))
})
