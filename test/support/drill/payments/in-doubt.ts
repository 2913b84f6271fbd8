import { short } from './deals.ts'
import { toldAtLast, withPerson } from './drives.ts'
import { bothModes, type Payment } from './payment.ts'

/** The verdict is lost, so that somebody has to look at the processor. */
const doubtful = { deal: short, afterwards: withPerson } as const

/** No card is charged, and nobody tells. */
const declined = { verdict: 'lost', declines: 9 } as const

/** As often as is asked within the hour. */
const inVain = ['no-answer', 'not-known', 'no-answer', 'not-known', 'no-answer'] as const

export const paymentsInDoubt: readonly Payment[] = [
  ...bothModes(', looked up', {
    ...doubtful,
    nature: { verdict: 'lost', lookUp: [] },
    ends: 'succeeded',
    foundBy: 'look-up',
  }),
  ...bothModes(', looked up before it shows', {
    ...doubtful,
    nature: { verdict: 'lost', lookUp: [], findsAfterMs: 8 * 60_000 },
    ends: 'succeeded',
    foundBy: 'look-up',
  }),
  ...bothModes(', looked up and not charged', {
    ...doubtful,
    nature: { ...declined, lookUp: [] },
    ends: 'failed',
    foundBy: 'look-up',
  }),
  ...bothModes(', looked up three times', {
    ...doubtful,
    nature: { verdict: 'lost', lookUp: ['no-answer', 'not-known'] },
    ends: 'succeeded',
    foundBy: 'look-up',
  }),
  ...bothModes(', looked up in vain', {
    ...doubtful,
    nature: { verdict: 'lost', lookUp: inVain },
    ends: 'succeeded',
    foundBy: 'person',
  }),
  ...bothModes(', found by a person', {
    ...doubtful,
    nature: { verdict: 'lost' },
    ends: 'succeeded',
    foundBy: 'person',
  }),
  ...bothModes(', not found by a person', {
    ...doubtful,
    nature: declined,
    ends: 'failed',
    foundBy: 'person',
  }),
  ...bothModes(', told at last', {
    deal: short,
    nature: { verdict: 'late' },
    afterwards: toldAtLast,
    ends: 'succeeded',
  }),
  ...bothModes(', found by a person and told at last', {
    deal: short,
    nature: { verdict: 'late' },
    afterwards: (drive) => toldAtLast(withPerson(drive)),
    ends: 'succeeded',
    foundBy: 'person',
  }),
  ...bothModes(', not found by a look-up and told at last', {
    deal: short,
    nature: { verdict: 'late', declines: 9, lookUp: [] },
    afterwards: (drive) => toldAtLast(withPerson(drive)),
    ends: 'failed',
    foundBy: 'look-up',
  }),
]
