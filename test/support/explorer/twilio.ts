import type { CaptureField } from '../../../lambda/domain/payment/capture-fields.ts'
import { type Command, idempotencyKeyOf } from '../../../lambda/domain/session/command.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { PaymentSid } from '../../../lambda/domain/values/ids.ts'
import type { SendOutcome } from '../../../lambda/ports/twilio-payments.ts'
import { aPaymentSid } from '../a-session.ts'

/** Twilio as plain data and pure functions, so that a search can go back and try otherwise. */

/** A status callback that Twilio has posted. */
export interface Post {
  readonly attempt: number
  readonly step: number
  readonly parameters: Readonly<Record<string, string>>
}

interface Payment {
  readonly sid: PaymentSid
  readonly open: boolean
  readonly capturing: CaptureField | null
  readonly confirming: boolean
  readonly latest: { readonly attempt: number; readonly step: number }
}

export interface TwilioStand {
  readonly payments: readonly Payment[]
  readonly answers: Readonly<Record<string, SendOutcome>>
  /** Every send, as key and command: a key is of one command, and a charge has one send. */
  readonly sends: readonly string[]
  readonly charges: number
  readonly declined: number
  readonly entries: number
  readonly callOver: boolean
}

/** What this Twilio, its caller and its processor do. */
export interface Script {
  readonly declines?: number
  readonly keepsDeclined?: boolean
  /** Instead of a good entry, by how many entries there were before. */
  readonly entries?: Readonly<Record<number, 'invalid' | 'star' | 'hang-up' | 'nothing'>>
  readonly confirms?: boolean
  /** Says nothing of single keys: that changes no session, as the shorter payments show. */
  readonly quiet?: boolean
  /**
   * Delivers again at any time what it has delivered. What is dropped at first is then always made
   * good in the end; but Twilio is satisfied with a 2xx, and most callbacks come once.
   */
  readonly redelivers?: boolean
}

export interface Told {
  readonly twilio: TwilioStand
  readonly posts: readonly Post[]
}

export const idleTwilio: TwilioStand = {
  payments: [],
  answers: {},
  sends: [],
  charges: 0,
  declined: 0,
  entries: 0,
  callOver: false,
}

const post = ({ sid, latest }: Payment, parameters: Readonly<Record<string, string>>): Post => ({
  ...latest,
  parameters: { Sid: sid, ...parameters },
})

const closed = { open: false, capturing: null, confirming: false }

const withPayment = (twilio: TwilioStand, changed: Payment): TwilioStand => ({
  ...twilio,
  payments: twilio.payments.map((known) => (known.sid === changed.sid ? changed : known)),
})

interface Request {
  readonly session: Session
  readonly command: Command
  readonly script: Script
}

/** One send: its answer, what it changes, and what is posted of it. */
export function send(twilio: TwilioStand, request: Request): Told & { outcome: SendOutcome } {
  const { session, command } = request
  const key = idempotencyKeyOf(session.id, command)
  const noted = miss(twilio, request)
  const earlier = twilio.answers[key]
  if (earlier !== undefined) return { twilio: noted, posts: [], outcome: earlier }
  const done = execute(noted, request)
  const answers = { ...done.twilio.answers, [key]: done.outcome }
  return { ...done, twilio: { ...done.twilio, answers } }
}

/** One send that Twilio does not carry out, and forgets: its key is as good as new. */
export function miss(
  twilio: TwilioStand,
  { session, command }: Pick<Request, 'session' | 'command'>,
): TwilioStand {
  const key = idempotencyKeyOf(session.id, command)
  return { ...twilio, sends: [...twilio.sends, `${key} ${command.type}`] }
}

function execute(twilio: TwilioStand, request: Request): Told & { outcome: SendOutcome } {
  const { command } = request
  if (command.type === 'create') return create(twilio, command)
  const payment = twilio.payments.find(({ sid }) => sid === command.paymentSid)
  if (payment === undefined || !payment.open) return refused(twilio, 20404)
  const { attempt, step } = command
  const latest = { ...payment, latest: { attempt, step } }
  const outcome = { outcome: 'accepted', paymentSid: payment.sid } as const
  if (command.type === 'complete')
    return { ...complete(twilio, { ...request, payment: latest }), outcome }
  if (command.type === 'cancel') {
    const told = post(latest, { Result: 'transaction-cancelled' })
    return { twilio: withPayment(twilio, { ...latest, ...closed }), posts: [told], outcome }
  }
  const asked = { ...latest, capturing: command.field }
  const told = post(latest, { Capture: command.field, PartialResult: 'true' })
  const posts = request.script.quiet ? [] : [told]
  return { twilio: withPayment(twilio, asked), posts, outcome }
}

const refused = (twilio: TwilioStand, twilioCode: number) =>
  ({ twilio, posts: [], outcome: { outcome: 'refused', twilioCode } }) as const

function create(twilio: TwilioStand, command: Command): Told & { outcome: SendOutcome } {
  if (twilio.callOver) return refused(twilio, 21220)
  if (twilio.payments.some(({ open }) => open)) return refused(twilio, 64021)
  const { attempt, step } = command
  const sid = aPaymentSid(twilio.payments.length + 1)
  const payment = { sid, ...closed, open: true, latest: { attempt, step } }
  return {
    twilio: { ...twilio, payments: [...twilio.payments, payment] },
    posts: [post(payment, {})],
    outcome: { outcome: 'accepted', paymentSid: sid },
  }
}

function complete(twilio: TwilioStand, order: Request & { readonly payment: Payment }): Told {
  const { payment, session, script } = order
  if (session.terms.options.confirmation !== 'true') return charge(twilio, { payment, script })
  const confirming = { ...payment, capturing: null, confirming: true }
  return { twilio: withPayment(twilio, confirming), posts: [] }
}

function charge(
  twilio: TwilioStand,
  { payment, script }: { readonly payment: Payment; readonly script: Script },
): Told {
  const after = withPayment(twilio, { ...payment, ...closed })
  if (twilio.declined < (script.declines ?? 0)) {
    const kept = { ...payment, ...closed, open: script.keepsDeclined === true }
    const told = post(payment, { Result: 'payment-connector-error', PayErrorCode: '64012' })
    const declined = twilio.declined + 1
    return { twilio: { ...withPayment(twilio, kept), declined }, posts: [told] }
  }
  const told = post(payment, { Result: 'success', PaymentConfirmationCode: 'CODE2345' })
  return { twilio: { ...after, charges: after.charges + 1 }, posts: [told] }
}

const shown: Readonly<Partial<Record<CaptureField, Readonly<Record<string, string>>>>> = {
  'payment-card-number': { PaymentCardNumber: 'xxxxxxxxxxxx1111', PaymentCardType: 'visa' },
}

/** The caller does what the script says to whatever is asked, or `null` when nothing is. */
export function callerActs(twilio: TwilioStand, script: Script): Told | null {
  const payment = twilio.payments.find(({ capturing, confirming }) => capturing ?? confirming)
  if (payment === undefined || twilio.callOver) return null
  if (payment.confirming) {
    if (script.confirms !== false) return charge(twilio, { payment, script })
    const told = post(payment, { Result: 'transaction-cancelled' })
    return { twilio: withPayment(twilio, { ...payment, ...closed }), posts: [told] }
  }
  const { capturing: field } = payment
  if (field === null) return null
  const act = script.entries?.[twilio.entries] ?? 'good'
  if (act === 'nothing') return null
  const counted = { ...twilio, entries: twilio.entries + 1 }
  if (act === 'hang-up') return hangUp(counted)
  if (act === 'star') return closeAll(counted, 'caller-interrupted-with-star')
  const entered = act === 'invalid' ? { ErrorType: 'input-timeout' } : (shown[field] ?? {})
  const keyed = post(payment, { Capture: field, PartialResult: 'true', SecurityCode: 'x' })
  const done = post(payment, { Capture: field, ...entered })
  const posts = script.quiet ? [done] : [keyed, done]
  return { twilio: withPayment(counted, { ...payment, capturing: null }), posts }
}

export const hangUp = (twilio: TwilioStand): Told =>
  closeAll({ ...twilio, callOver: true }, 'caller-hung-up')

function closeAll(twilio: TwilioStand, result: string): Told {
  const open = twilio.payments.filter((payment) => payment.open)
  const payments = twilio.payments.map((payment) => ({ ...payment, ...closed }))
  return {
    twilio: { ...twilio, payments },
    posts: open.map((was) => post(was, { Result: result })),
  }
}
