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
const unresolved = sessionIn('unresolved')
const [succeeded, failed] = [sessionIn('succeeded'), sessionIn('failed')]

test.each([
  { from: null, to: sessionIn('offered'), level: 'info', metric: undefined },
  { from: sessionIn('offered'), to: sessionIn('starting'), level: 'info', metric: undefined },
  { from: sessionIn('starting'), to: sessionIn('collecting'), level: 'info', metric: undefined },
  { from: sessionIn('collecting'), to: sessionIn('capturing'), level: 'info', metric: undefined },
  { from: sessionIn('collecting'), to: completing, level: 'info', metric: undefined },
  { from: completing, to: succeeded, level: 'info', metric: 'SessionSucceeded' },
  { from: unresolved, to: succeeded, level: 'info', metric: 'SessionSucceeded' },
  { from: completing, to: unresolved, level: 'error', metric: 'SessionUnresolved' },
  { from: sessionIn('capturing'), to: failed, level: 'info', metric: 'SessionFailed' },
  { from: null, to: failed, level: 'info', metric: 'SessionFailed' },
  {
    from: sessionIn('offered'),
    to: sessionIn('cancelled'),
    level: 'info',
    metric: 'SessionCancelled',
  },
  { from: failed, to: succeeded, level: 'error', metric: 'ChargeContradicted' },
  { from: null, to: succeeded, level: 'error', metric: 'ChargeContradicted' },
])(
  '$from.state.status to $to.state.status is one line, and counted as $metric',
  ({ from, to, level, metric }) => {
    const line = {
      level,
      message: 'session changed',
      sessionId: to.id,
      status: to.state.status,
      attempt: to.attempt,
      step: to.step,
    }

    expect(journalled(from, to)).toStrictEqual([metric === undefined ? line : { ...line, metric }])
  },
)

test('a step that is taken in the same status is a line, and no second ending', () => {
  const closed = sessionIn('failed', { step: failed.step + 1 })

  expect(journalled(failed, closed)).toStrictEqual([
    expect.not.objectContaining({ metric: expect.anything() }),
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
