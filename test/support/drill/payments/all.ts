import { hangsUp, isOutrun, isSilent, pressesStar } from '../people/caller.ts'
import { cancels } from '../people/client.ts'
import { bank, card, confirmed, other, short, token, twice } from './deals.ts'
import {
  assisted,
  callsAgain,
  guided,
  offered,
  paidAgain,
  takenUp,
  waits,
  withToken,
} from './drives.ts'
import { paymentsInBetween } from './in-between.ts'
import { paymentsInDoubt } from './in-doubt.ts'
import { paymentsInOutage } from './in-outage.ts'
import { bothModes, type Payment } from './payment.ts'

/** Twilio answers the first sends of the payment with 429. */
const busy = [1, 2]

/** And the first of the charge, which comes after those of two fields. */
const busyAtCharge = [4]

const ordinary: readonly Payment[] = [
  ...bothModes('', { deal: card, ends: 'succeeded' }),
  ...bothModes(', few fields', { deal: short, ends: 'succeeded' }),
  ...bothModes(', a card declined', { deal: short, nature: { declines: 1 }, ends: 'succeeded' }),
  ...bothModes(', declined and left open', {
    deal: short,
    nature: { declines: 1, keepsDeclined: true },
    ends: 'succeeded',
  }),
  ...bothModes(', every card declined', { deal: short, nature: { declines: 9 }, ends: 'failed' }),
  ...bothModes(', an invalid entry', { deal: short, nature: { rejects: 1 }, ends: 'succeeded' }),
  ...bothModes(', a bank account', { deal: bank, ends: 'succeeded' }),
  ...bothModes(', fields keyed twice', { deal: twice, ends: 'succeeded' }),
  ...bothModes(', confirmed', { deal: confirmed, ends: 'succeeded' }),
  ...bothModes(', not confirmed', {
    deal: confirmed,
    nature: { confirms: false },
    ends: 'cancelled',
  }),
  ...bothModes(', a busy Twilio', { deal: short, nature: { busy }, ends: 'succeeded' }),
  ...bothModes(', a charge that waits for a busy Twilio', {
    deal: short,
    nature: { busy: busyAtCharge },
    ends: 'succeeded',
  }),
  ...bothModes(', a hang-up', { deal: short, incident: hangsUp, ends: 'failed' }),
  ...bothModes(', a star', { deal: short, incident: pressesStar, ends: 'failed' }),
  ...bothModes(', an idle minute', {
    deal: short,
    incident: waits,
    ends: 'succeeded',
  }),
  ...bothModes(', a cancel', { deal: short, incident: cancels, ends: 'cancelled' }),
  { name: 'guided, a token', drive: withToken(guided(token)), ends: 'succeeded' },
  {
    name: 'assisted, a token',
    drive: withToken(assisted(token)),
    ends: 'succeeded',
    retried: true,
  },
  { name: 'guided, silence', drive: guided(short, isSilent), ends: 'succeeded', delivery: 'poll' },
  { name: 'guided, a lost race', drive: guided(short, isOutrun), ends: 'succeeded' },
  { name: 'guided, sent here again', drive: guided(short, callsAgain(short)), ends: 'succeeded' },
  { name: 'guided, sent elsewhere', drive: guided(short, callsAgain(other)), ends: 'cancelled' },
  { name: 'guided, paid and sent here again', drive: paidAgain, ends: 'succeeded' },
  { name: 'guided, offered by a client', drive: offered, ends: 'succeeded', retried: true },
  {
    name: 'guided, not heard',
    drive: offered,
    nature: { mute: true },
    ends: 'failed',
    retried: true,
  },
  { name: 'assisted, taken up by another tab', drive: takenUp, ends: 'succeeded', retried: true },
]

export const payments: readonly Payment[] = [
  ...ordinary,
  ...paymentsInBetween,
  ...paymentsInDoubt,
  ...paymentsInOutage,
]
