import type { PaymentSid } from '../values/ids.ts'
import type { Command } from './command.ts'
import type { SessionEvent } from './event.ts'
import { isIn, type Session } from './session.ts'

/** Whether an ended session knew of this Payments resource when it ended, or closed it after. */
export const isKnown = ({ paymentSids = [] }: Session, paymentSid: PaymentSid): boolean =>
  paymentSids.includes(paymentSid)

/**
 * A failed or cancelled session keeps the Payments resources that it knew of, so that only another
 * one of which Twilio tells later is closed. Before that it needs none but that of its state: what
 * is of an earlier attempt is refused as stale, and every byte is paid for at each write.
 */
export function withKnownPayments(
  before: Session,
  { after, event }: { readonly after: Session; readonly event: SessionEvent },
): Session {
  if (!isIn(after, 'failed') && !isIn(after, 'cancelled')) return after
  const known = new Set(after.paymentSids)
  for (const paymentSid of [paymentOf(before), namedIn(event), namedIn(after.pending?.command)]) {
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

const namedIn = (named: SessionEvent | Command | undefined): PaymentSid | null =>
  named !== undefined && 'paymentSid' in named ? named.paymentSid : null
