import { fieldsOfCard } from '../../lambda/domain/payment/asked-fields.ts'
import type { Command, Pending } from '../../lambda/domain/session/command.ts'
import type { Session, Status } from '../../lambda/domain/session/session.ts'
import { aPaymentSid, aSession, at, NOON } from './a-session.ts'

export const owing = (command: Command, more: Partial<Pending> = {}): Pending => ({
  command,
  recordedAt: NOON,
  redrives: 0,
  uncertain: false,
  ...more,
})

const paymentSid = aPaymentSid()
const paymentSids = [paymentSid]
const captured = fieldsOfCard({ securityCode: true, postalCode: true })
const closing = owing({ type: 'cancel', attempt: 1, step: 5, paymentSid })

/** How a session usually stands in each status, with what is owed to Twilio just then. */
const standing: Readonly<Record<Status, Partial<Session>>> = {
  offered: {},
  starting: {
    step: 1,
    pending: owing({ type: 'create', attempt: 1, step: 1, replaces: null }),
    state: { status: 'starting' },
  },
  collecting: { step: 5, captured, state: { status: 'collecting', paymentSid } },
  capturing: {
    step: 4,
    captured: ['payment-card-number', 'expiration-date'],
    pending: owing({ type: 'capture', attempt: 1, step: 4, paymentSid, field: 'security-code' }),
    state: { status: 'capturing', paymentSid, field: 'security-code', captureStep: 4 },
  },
  completing: {
    step: 6,
    captured,
    pending: owing({ type: 'complete', attempt: 1, step: 6, paymentSid }),
    state: { status: 'completing', paymentSid, verdictDueAt: at(90_000) },
  },
  succeeded: {
    step: 6,
    captured,
    state: { status: 'succeeded', confirmationCode: 'ch_7Yx', sealedToken: null },
  },
  failed: {
    step: 5,
    pending: closing,
    paymentSids,
    state: { status: 'failed', reason: 'no-input' },
  },
  cancelled: {
    step: 5,
    pending: closing,
    paymentSids,
    state: { status: 'cancelled', by: 'client' },
  },
  unresolved: {
    step: 6,
    captured,
    state: { status: 'unresolved', since: at(90_000), charging: paymentSid, lookUps: 0 },
  },
}

export const sessionIn = (status: Status, wanted: Partial<Session> = {}): Session =>
  aSession({ ...standing[status], ...wanted })
