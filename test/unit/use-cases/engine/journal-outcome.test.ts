import { expect, test } from 'vitest'
import type { EndedStatus, Outcome } from '../../../../lambda/domain/session/outcome.ts'
import type { Problem, Session } from '../../../../lambda/domain/session/session.ts'
import type { JournalEntry } from '../../../../lambda/ports/journal.ts'
import { journalOutcome } from '../../../../lambda/use-cases/engine/journal-outcome.ts'
import { NOON } from '../../../support/a-session.ts'
import { aPerson } from '../../../support/every-event.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

function written(session: Session, outcome: Outcome): readonly JournalEntry[] {
  const entries: JournalEntry[] = []
  journalOutcome({ write: (entry) => void entries.push(entry) }, { session, outcome })
  return entries
}

/** What the log says of why a session has ended, the first time of so many. */
function why(ended: Session, status: EndedStatus, outcomes = 1) {
  const session = { ...ended, outcomes }
  const [{ reason, twilioCode } = {}] = written(session, { number: 1, status, at: NOON })
  return [reason, twilioCode]
}

const failed = (
  reason: 'declined' | 'connector-error' | 'no-input',
  problem: Problem | null = null,
) => why(sessionIn('failed', { state: { status: 'failed', reason }, problem }), 'failed')

test('an ending has its reason, and the code that belongs to it', () => {
  expect(failed('no-input')).toEqual(['no-input', undefined])
  expect(failed('declined', { kind: 'declined', twilioCode: 64012 })).toEqual(['declined', 64012])
  expect(failed('declined', { kind: 'declined', twilioCode: null })).toEqual([
    'declined',
    undefined,
  ])
  expect(failed('connector-error', { kind: 'connector', twilioCode: 64013 })).toEqual([
    'connector-error',
    64013,
  ])
})

test('an ending has no code of a card that was declined before it', () => {
  const before = { kind: 'declined', twilioCode: 64012 } as const

  expect(failed('no-input', before)).toEqual(['no-input', undefined])
})

test('what is not known has the code of what was said, and no reason', () => {
  const problem = { kind: 'connector', twilioCode: 64014 } as const

  expect(why(sessionIn('unresolved', { problem }), 'unresolved')).toEqual([undefined, 64014])
})

test('an ending that is told when another has followed has nothing of that one', () => {
  const paid = sessionIn('succeeded', { problem: { kind: 'refused', twilioCode: 64020 } })

  expect(why(paid, 'unresolved', 2)).toEqual([undefined, undefined])
  expect(why(sessionIn('failed'), 'unresolved', 2)).toEqual([undefined, undefined])
})

test('an ending has nothing of another of the same status that has followed', () => {
  const problem = { kind: 'connector', twilioCode: 64014 } as const

  expect(why(sessionIn('failed'), 'failed', 3)).toEqual([undefined, undefined])
  expect(why(sessionIn('unresolved', { problem }), 'unresolved', 3)).toEqual([undefined, undefined])
})

test('an ending that nobody needs to look into has neither', () => {
  const problem = { kind: 'refused', twilioCode: 64020 } as const

  for (const status of ['succeeded', 'cancelled'] as const) {
    expect(why(sessionIn(status, { problem }), status)).toEqual([undefined, undefined])
  }
})

test.each([
  { by: 'nobody', metric: 'ChargeContradicted', level: 'error' },
  { by: 'look-up', metric: 'ChargeContradicted', level: 'error' },
  { by: 'person', metric: 'SessionSucceeded', level: 'info' },
] as const)('an unexpected charge that $by has found is counted as $metric', (counted) => {
  const { by, metric, level } = counted
  const resolver = by === 'person' ? aPerson : { by: 'look-up' as const }
  const resolution = { ...resolver, outcome: 'charged', at: NOON } as const
  const session = sessionIn('succeeded', {
    outcomes: 2,
    ...(by === 'nobody' ? {} : { resolution }),
  })
  const outcome = { number: 2, status: 'succeeded', at: NOON, unexpected: true } as const

  expect(written(session, outcome)).toMatchObject([{ level, metric }])
})

test('a charge that a person has denied before is for somebody to look at', () => {
  const resolution = { ...aPerson, outcome: 'not-charged', at: NOON } as const
  const session = sessionIn('succeeded', { outcomes: 2, resolution })
  const outcome = { number: 2, status: 'succeeded', at: NOON, unexpected: true } as const

  expect(written(session, outcome)).toMatchObject([{ metric: 'ChargeContradicted' }])
})
