import { expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { JournalEntry } from '../../../../lambda/ports/journal.ts'
import { journalChange } from '../../../../lambda/use-cases/engine/journal-change.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

function journalled(before: Session | null, after: Session): readonly JournalEntry[] {
  const entries: JournalEntry[] = []
  journalChange({ write: (entry) => void entries.push(entry) }, { before, after })
  return entries
}

const completing = sessionIn('completing')
const failed = sessionIn('failed')
const unresolved = sessionIn('unresolved')
const succeeded = sessionIn('succeeded')

test.each([
  { from: null, to: sessionIn('offered') },
  { from: sessionIn('offered'), to: sessionIn('starting') },
  { from: sessionIn('collecting'), to: sessionIn('capturing') },
  { from: completing, to: sessionIn('succeeded') },
  { from: completing, to: sessionIn('unresolved') },
  { from: failed, to: sessionIn('failed', { step: failed.step + 1 }) },
])('$from.state.status to $to.state.status is one line, and counts nothing', ({ from, to }) => {
  expect(journalled(from, to)).toStrictEqual([
    {
      level: 'info',
      message: 'session changed',
      sessionId: to.id,
      status: to.state.status,
      attempt: to.attempt,
      step: to.step,
    },
  ])
})

test('what changes neither status nor step is no line', () => {
  expect(journalled(completing, sessionIn('completing', { pending: null }))).toEqual([])
})

test('who resolved a charge is told once, and not again when Twilio says otherwise', () => {
  const resolution = { by: 'look-up', outcome: 'not-charged', at: failed.createdAt } as const
  const resolved = { ...failed, resolution }

  expect(journalled(unresolved, resolved)).toMatchObject([{ event: 'resolved-by-look-up' }])
  expect(journalled(resolved, { ...succeeded, resolution })).toEqual([
    expect.not.objectContaining({ event: expect.anything() }),
  ])
})
