import { short } from './deals.ts'
import { withPerson } from './drives.ts'
import { bothModes, type Payment } from './payment.ts'

/** The verdict is lost, so that somebody has to look at the processor. */
const doubtful = { deal: short, afterwards: withPerson } as const

/** No card is charged, and nobody tells. */
const declined = { losesVerdict: true, declines: 9 } as const

export const paymentsInDoubt: readonly Payment[] = [
  ...bothModes(', looked up', {
    ...doubtful,
    nature: { losesVerdict: true, lookUp: [] },
    ends: 'succeeded',
    foundBy: 'look-up',
  }),
  ...bothModes(', looked up before it shows', {
    ...doubtful,
    nature: { losesVerdict: true, lookUp: [], findsAfterMs: 8 * 60_000 },
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
    nature: { losesVerdict: true, lookUp: ['no-answer', 'not-known'] },
    ends: 'succeeded',
    foundBy: 'look-up',
  }),
  ...bothModes(', looked up in vain', {
    ...doubtful,
    nature: { losesVerdict: true, lookUp: ['no-answer', 'not-known', 'no-answer', 'not-known'] },
    ends: 'succeeded',
    foundBy: 'person',
  }),
  ...bothModes(', found by a person', {
    ...doubtful,
    nature: { losesVerdict: true },
    ends: 'succeeded',
    foundBy: 'person',
  }),
  ...bothModes(', not found by a person', {
    ...doubtful,
    nature: declined,
    ends: 'failed',
    foundBy: 'person',
  }),
]
