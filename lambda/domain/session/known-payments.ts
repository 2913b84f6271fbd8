import type { PaymentSid } from '../values/ids.ts'
import type { Command } from './command.ts'
import type { SessionEvent } from './event.ts'
import { isIn, type Session } from './session.ts'

/** Whether an ended session knew of this Payments resource when it ended, or closed it after. */
export const isKnown = ({ paymentSids = [] }: Session, paymentSid: PaymentSid): boolean =>
  paymentSids.includes(paymentSid)

/**
 * A failed or cancelled session keeps the Payments resources that it knew of, so that only another
 * one of which Twilio tells later is closed: the one of a charge that was not known, the one that
 * the event names, and the one that is being closed. Before that it needs none but that of its
 * state: what is of an earlier attempt is refused as stale, and every byte is paid for at each
 * write.
 */
export function withKnownPayments(
  { state }: Session,
  { after, event }: { readonly after: Session; readonly event: SessionEvent },
): Session {
  if (!isIn(after, 'failed') && !isIn(after, 'cancelled')) return after
  const known = new Set(after.paymentSids)
  const charged = state.status === 'unresolved' ? state.charging : null
  for (const paymentSid of [charged, namedIn(event), namedIn(after.pending?.command)]) {
    if (paymentSid !== null) known.add(paymentSid)
  }
  return known.size === 0 ? after : { ...after, paymentSids: [...known] }
}

const namedIn = (named: SessionEvent | Command | undefined): PaymentSid | null =>
  named !== undefined && 'paymentSid' in named ? named.paymentSid : null
