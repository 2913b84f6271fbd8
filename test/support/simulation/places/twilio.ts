import type { CallSid, PaymentSid } from '../../../../lambda/domain/values/ids.ts'
import { aPaymentSid } from '../../a-session.ts'
import { nameOf } from '../checks/watch.ts'
import type { Surroundings } from '../surroundings.ts'
import { type CallbackTarget, type Form, type Payment, type Told, targetOf } from './payment.ts'
import { Processor } from './processor/processor.ts'

export type TwilioAnswer =
  | { readonly status: 201 | 202; readonly sid: PaymentSid }
  | { readonly status: 400 | 404; readonly code: number }

export interface TwilioRequest {
  readonly callSid: CallSid
  readonly paymentSid: PaymentSid | null
  readonly form: Form
}

interface Around {
  /** A callback leaves Twilio. */
  readonly tells: (told: Told) => void
  /** The caller is to key something. */
  readonly listens: (payment: Payment) => void
  readonly isOver: (callSid: CallSid) => boolean
  /** Of a new payment. */
  readonly newNumber: () => number
}

/**
 * Twilio's Payments resource, written from Twilio's documents and without a look at our machine.
 * What is not documented is drawn anew in each schedule.
 */
export class FakeTwilio {
  readonly payments = new Map<PaymentSid, Payment>()
  readonly processor: Processor
  /** What was answered to each IdempotencyKey. */
  readonly answers = new Map<string, TwilioAnswer>()
  readonly #surroundings: Surroundings
  readonly #around: Around
  /** Whether a repeated IdempotencyKey is answered as before, or executed again. */
  readonly #knowsKeys: boolean

  constructor(surroundings: Surroundings, around: Around) {
    const { choices } = surroundings
    this.#surroundings = surroundings
    this.#around = around
    this.#knowsKeys = choices.below(4) !== 1
    const declinesStayOpen = choices.below(4) === 1
    this.processor = new Processor(surroundings, { tells: around.tells, declinesStayOpen })
  }

  request(request: TwilioRequest): TwilioAnswer {
    const { form } = request
    const key = form['IdempotencyKey'] ?? ''
    const target = targetOf(form)
    this.#surroundings.watch.arrives({ key, name: nameOf(target.sessionId, target) })
    const earlier = this.#knowsKeys ? this.answers.get(key) : undefined
    if (earlier !== undefined) return earlier
    const answer =
      request.paymentSid === null ? this.#create(request) : this.#update(request, target)
    this.answers.set(key, answer)
    return answer
  }

  /** The caller is gone: what was open ends. What is at the processor goes on there. */
  callEnds(callSid: CallSid): void {
    for (const payment of this.payments.values()) {
      if (payment.callSid !== callSid || payment.status === 'closed') continue
      this.ends(payment, 'caller-hung-up')
    }
  }

  /** The caller goes on keying what was asked for before. */
  goesOn(callSid: CallSid): void {
    for (const payment of this.payments.values()) {
      if (payment.callSid === callSid && payment.capturing !== null) this.#around.listens(payment)
    }
  }

  ends(payment: Payment, result: string): void {
    if (payment.status === 'open' || payment.status === 'confirming') payment.status = 'closed'
    payment.capturing = null
    this.#around.tells({ payment, to: payment.latest, parameters: { Result: result } })
  }

  /** Why nobody on our side knows what became of a session. */
  knowsOf(sessionId: string): string {
    const own = [...this.payments.values()].filter((payment) => payment.sessionId === sessionId)
    return own.at(-1)?.verdict ?? 'the charge never came to the processor'
  }

  #create({ callSid, form }: TwilioRequest): TwilioAnswer {
    if (this.#around.isOver(callSid)) return { status: 400, code: 21220 }
    const others = [...this.payments.values()].filter((other) => other.callSid === callSid)
    if (others.some(({ status }) => status !== 'closed')) return { status: 400, code: 64021 }
    const sid = aPaymentSid(this.#around.newNumber())
    const to = targetOf(form)
    const payment: Payment = {
      sid,
      callSid,
      sessionId: to.sessionId,
      purchase: `${callSid} ${form['Description']} ${form['ChargeAmount']}`,
      isToken: form['ChargeAmount'] === undefined,
      confirms: form['Confirmation'] === 'true',
      asks: requiredOf(form),
      entered: new Set(),
      status: 'open',
      verdict: null,
      capturing: null,
      latest: to,
    }
    this.payments.set(sid, payment)
    this.#around.tells({ payment, to, parameters: {} })
    return { status: 201, sid }
  }

  #update({ paymentSid, callSid, form }: TwilioRequest, to: CallbackTarget): TwilioAnswer {
    const payment = paymentSid === null ? undefined : this.payments.get(paymentSid)
    if (payment === undefined || payment.callSid !== callSid) return { status: 404, code: 20404 }
    const status = form['Status']
    // A charge that is asked for twice, by one for whom keys mean nothing, is made twice.
    const isRepeated = payment.status === 'at-processor' && status === 'complete'
    if (payment.status !== 'open' && !isRepeated) return { status: 404, code: 20404 }
    const answer = { status: 202, sid: payment.sid } as const
    payment.latest = to
    if (status === 'cancel') {
      this.ends(payment, 'transaction-cancelled')
      return answer
    }
    if (status === 'complete') return this.#complete(payment, to) ?? answer
    payment.capturing = { field: form['Capture'] ?? '', to }
    payment.entered.delete(payment.capturing.field)
    this.#around.listens(payment)
    return answer
  }

  #complete(payment: Payment, to: CallbackTarget): TwilioAnswer | null {
    if (payment.asks.some((field) => !payment.entered.has(field))) {
      return { status: 400, code: 64019 }
    }
    payment.capturing = null
    if (payment.confirms) {
      payment.status = 'confirming'
      this.#around.listens(payment)
    } else {
      this.processor.takes(payment, to)
    }
    return null
  }
}

function requiredOf(form: Form): readonly string[] {
  if (form['PaymentMethod'] === 'ach-debit') {
    return ['bank-routing-number', 'bank-account-number']
  }
  return [
    'payment-card-number',
    'expiration-date',
    ...(form['SecurityCode'] === 'true' ? ['security-code'] : []),
    ...(form['PostalCode'] === 'true' ? ['postal-code'] : []),
  ]
}
