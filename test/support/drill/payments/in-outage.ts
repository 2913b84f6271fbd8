import { pressesStar } from '../people/caller.ts'
import { short, token } from './deals.ts'
import { askedAnew, withPerson, withToken } from './drives.ts'
import { bothModes, type Payment } from './payment.ts'

/** The database is away while callbacks come. */
export const paymentsInOutage: readonly Payment[] = [
  ...bothModes(', an entry without the database', {
    deal: short,
    outage: { from: 'PaymentCardNumber', minutes: 0 },
    ends: 'succeeded',
  }),
  ...bothModes(', a verdict without the database', {
    deal: short,
    outage: { from: 'Result', minutes: 0 },
    ends: 'succeeded',
  }),
  ...bothModes(', a verdict and minutes without the database', {
    deal: short,
    outage: { from: 'Result', minutes: 4 },
    ends: 'succeeded',
  }),
  ...bothModes(', a decline without the database', {
    deal: short,
    nature: { declines: 1 },
    outage: { from: 'Result', minutes: 0 },
    ends: 'succeeded',
  }),
  ...bothModes(', a star without the database', {
    deal: short,
    incident: pressesStar,
    outage: { from: 'Result', minutes: 1 },
    ends: 'failed',
  }),
  ...bothModes(', a verdict with neither database nor queue', {
    deal: short,
    nature: { lookUp: [] },
    outage: { from: 'Result', minutes: 1, withQueue: true },
    afterwards: withPerson,
    ends: 'succeeded',
    foundBy: 'look-up',
  }),
  ...bothModes(', a token without the database', {
    deal: token,
    outage: { from: 'Result', minutes: 0 },
    afterwards: withToken,
    ends: 'succeeded',
  }),
  {
    name: 'guided, an entry told too late',
    outage: { from: 'PaymentCardNumber', minutes: 2 },
    drive: askedAnew,
    ends: 'succeeded',
  },
]
