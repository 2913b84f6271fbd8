import { describe, expect, test } from 'vitest'
import type { SessionEvent } from '../../../../lambda/domain/session/event.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { JournalEntry } from '../../../../lambda/ports/journal.ts'
import { journalContradiction } from '../../../../lambda/use-cases/engine/journal-change.ts'
import { aPerson, everyEvent } from '../../../support/every-event.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

function told(session: Session, event: SessionEvent): readonly JournalEntry[] {
  const entries: JournalEntry[] = []
  const advanced = { result: 'advanced', session } as const
  journalContradiction({ write: (entry) => void entries.push(entry) }, { advanced, event })
  return entries
}

const succeeded = sessionIn('succeeded')
const resolution = { ...aPerson, outcome: 'charged', at: succeeded.createdAt } as const
const found = { ...succeeded, resolution }

const refused = { ...everyEvent(succeeded)['payment-refused'], verdict: 'not-charged' } as const

const line = (session: Session, message: string) => ({
  level: 'error',
  message,
  sessionId: session.id,
  status: session.state.status,
  attempt: 1,
  step: session.step,
  metric: 'ChargeContradicted',
})

describe('that Twilio denies a charge', () => {
  test.each(['not-charged', 'declined'] as const)(
    'which somebody has seen is for a person to hear: %s',
    (verdict) => {
      expect(told(found, { ...refused, verdict })).toEqual([line(found, 'charge denied')])
    },
  )

  test.each([
    { why: 'nothing is known of it', session: found, event: { ...refused, verdict: 'not-known' } },
    { why: 'it speaks of another step', session: found, event: { ...refused, step: 5 } },
    { why: 'it speaks of another attempt', session: found, event: { ...refused, attempt: 2 } },
    { why: 'nobody has seen it but Twilio', session: succeeded, event: refused },
    {
      why: 'somebody has found none, too',
      session: { ...sessionIn('failed', { step: 6 }), resolution },
      event: refused,
    },
  ] as const)('contradicts nobody when $why', ({ session, event }) => {
    expect(told(session, event)).toEqual([])
  })
})

describe('that Twilio tells of a charge', () => {
  const charged = everyEvent(succeeded)['payment-succeeded']

  test('contradicts nobody whose session is paid by it', () => {
    expect(told(succeeded, charged)).toEqual([])
  })

  test.each(['failed', 'cancelled'] as const)('is not expected of one that is %s', (status) => {
    const session = sessionIn(status)

    expect(told(session, everyEvent(session)['payment-succeeded'])).toEqual([
      line(session, 'charge not expected'),
    ])
  })

  test('is not expected a second time, from another attempt', () => {
    const second = { ...succeeded, attempt: 2 }

    expect(told(second, charged)).toEqual([line(second, 'charge not expected')])
  })
})

test('what says nothing of the money contradicts nobody', () => {
  const { 'payment-succeeded': _charge, 'payment-refused': _denial, ...others } = everyEvent(found)

  for (const event of Object.values(others)) expect(told(found, event)).toEqual([])
})
