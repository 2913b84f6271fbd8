import type { PaymentSid } from '../values/ids.ts'
import type { SessionEvent } from './event.ts'
import { isIn, type Session } from './session.ts'

/** Whether an ended session knew of this Payments resource, or has closed it. */
export const isKnown = ({ paymentSids = [] }: Session, paymentSid: PaymentSid): boolean =>
  paymentSids.includes(paymentSid)

/**
 * What has ended keeps the Payments resources that it knew of, so that only another one that opens
 * later is closed. Before its end a session needs none but that of its state: every byte is paid
 * for at each write.
 */
export function withKnownPayments(
  before: Session,
  { after, event }: { readonly after: Session; readonly event: SessionEvent },
): Session {
  if (!isIn(after, 'failed') && !isIn(after, 'cancelled')) return after
  const known = new Set(after.paymentSids)
  for (const paymentSid of [paymentOf(before), 'paymentSid' in event ? event.paymentSid : null]) {
    if (paymentSid !== null) known.add(paymentSid)
  }
  return known.size === (after.paymentSids?.length ?? 0)
    ? after
    : { ...after, paymentSids: [...known] }
}

function paymentOf({ state }: Session): PaymentSid | null {
  if (state.status === 'unresolved') return state.charging
  return 'paymentSid' in state ? state.paymentSid : null
}
