import type { CaptureField } from '../../../../lambda/domain/payment/capture-fields.ts'
import type { Command } from '../../../../lambda/domain/session/command.ts'
import { idempotencyKeyOf } from '../../../../lambda/domain/session/command.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { CallSid, PaymentSid } from '../../../../lambda/domain/values/ids.ts'
import type { Calls } from '../../../../lambda/ports/calls.ts'
import type { SendOutcome, TwilioPayments } from '../../../../lambda/ports/twilio-payments.ts'
import { aPaymentSid } from '../../a-session.ts'
import { listensFor, masks, spoken } from './entries.ts'
import { codeOfCharge, type SmallProcessor } from './small-processor.ts'

/** What Twilio tells, as the parameters of a status callback. */
export interface Delivery {
  readonly attempt: number
  readonly step: number
  readonly parameters: ReadonlyMap<string, string>
}

/** How this Twilio and its caller are, beside being well. */
export interface TwilioNature {
  /** The result of a charge, whatever it is, is never told; or when nobody waits for it. */
  readonly verdict?: 'lost' | 'late'
  /** A payment whose card was declined stays open: Twilio does not say. */
  readonly keepsDeclined?: boolean
  /** So many entries are not valid. */
  readonly rejects?: number
  /** What the caller presses where Twilio asks for a last yes. */
  readonly confirms?: boolean
  /** Sends, by their number, that Twilio answers with 429. */
  readonly busy?: readonly number[]
  /** The live call cannot be updated. */
  readonly mute?: boolean
  readonly losesAnswer?: LostAnswer
}

/** The how-manieth send gets no answer, and whether it is executed all the same. */
export interface LostAnswer {
  readonly send: number
  readonly executed: boolean
  /** So is every later send of the same command. */
  readonly forEver?: boolean
}

interface Payment {
  readonly sid: PaymentSid
  readonly session: Session
  status: 'open' | 'closed'
  capturing: CaptureField | null
  confirming: boolean
  latest: Command
}

export interface Sent {
  readonly key: string
  readonly command: Command
  readonly outcome: SendOutcome['outcome']
}

const decline = { Result: 'payment-connector-error', PayErrorCode: '64012' } as const

const success = (isTokenized: boolean) => ({
  Result: 'success',
  PaymentConfirmationCode: isTokenized ? '' : codeOfCharge,
  PaymentToken: isTokenized ? 'tok_kept' : '',
  ProfileId: isTokenized ? 'cus_kept' : '',
})

/**
 * Twilio, small enough to be killed thousands of times: payments, a key table, a list of
 * callbacks to deliver. Written from Twilio's documents, and without a look at our own machine.
 */
export class SmallTwilio implements TwilioPayments, Calls {
  readonly timeoutMs = 5_000
  readonly outbox: Delivery[] = []
  readonly sent: Sent[] = []
  readonly #held: Delivery[] = []
  callOver = false
  /** Whether the live call was ever updated. */
  heard = false
  readonly #nature: TwilioNature
  readonly #processor: SmallProcessor
  #rejected = 0
  /** Of the command that never gets an answer. */
  #lostKey: string | null = null
  readonly #payments = new Map<PaymentSid, Payment>()
  readonly #answers = new Map<string, SendOutcome>()

  constructor(nature: TwilioNature, processor: SmallProcessor) {
    this.#nature = nature
    this.#processor = processor
  }

  async send(request: { session: Session; command: Command }): Promise<SendOutcome> {
    const key = idempotencyKeyOf(request.session.id, request.command)
    const outcome = this.#answer(request, key)
    this.sent.push({ key, command: request.command, outcome: outcome.outcome })
    return outcome
  }

  #answer({ session, command }: { session: Session; command: Command }, key: string): SendOutcome {
    const send = this.sent.length + 1
    const { busy = [], losesAnswer } = this.#nature
    if (busy.includes(send)) return { outcome: 'unsent', retryAfterMs: null, twilioCode: 20429 }
    const isLost = losesAnswer?.send === send || this.#lostKey === key
    if (isLost && losesAnswer?.forEver === true) this.#lostKey = key
    if (isLost && losesAnswer?.executed === false) return { outcome: 'unknown' }
    const answer = this.#answers.get(key) ?? this.#execute(session, command)
    this.#answers.set(key, answer)
    return isLost ? { outcome: 'unknown' } : answer
  }

  async say(_session: Session, _twiml: string): Promise<boolean> {
    const isSaid = !this.callOver && this.#nature.mute !== true
    this.heard ||= isSaid
    return isSaid
  }

  async status(): Promise<'in-progress' | 'over'> {
    return this.callOver ? 'over' : 'in-progress'
  }

  sids(): readonly PaymentSid[] {
    return [...this.#payments.keys()]
  }

  /** What nobody has finished or closed. */
  open(): readonly PaymentSid[] {
    return this.sids().filter((sid) => this.#payments.get(sid)?.status === 'open')
  }

  /** The caller presses what is asked for; tells whether anything was. */
  key(): boolean {
    const payment = this.#asking()
    if (this.callOver || payment === undefined) return false
    if (payment.confirming) this.#confirm(payment)
    else this.#enter(payment)
    return true
  }

  star(): void {
    this.#closeAll('caller-interrupted-with-star')
  }

  hangUp(): void {
    this.callOver = true
    this.#closeAll('caller-hung-up')
  }

  #asking(): Payment | undefined {
    const open = [...this.#payments.values()]
    return open.find(({ capturing, confirming }) => capturing !== null || confirming)
  }

  #enter(payment: Payment): void {
    const { capturing: asked } = payment
    if (asked === null) return
    const field = listensFor(asked)
    this.#tell(payment, { Capture: field, PartialResult: 'true', ...spoken[field] })
    payment.capturing = null
    if (this.#rejected < (this.#nature.rejects ?? 0)) {
      this.#rejected += 1
      this.#tell(payment, { Capture: field, ErrorType: 'input-timeout', Required: field })
    } else {
      this.#tell(payment, { Capture: field, ...masks[field] })
    }
  }

  #confirm(payment: Payment): void {
    payment.confirming = false
    if (this.#nature.confirms !== false) {
      this.#charge(payment)
      return
    }
    payment.status = 'closed'
    this.#tell(payment, { Result: 'transaction-cancelled' })
  }

  #closeAll(result: string): void {
    for (const payment of this.#payments.values()) {
      if (payment.status === 'open') this.#close(payment, result)
    }
  }

  #close(payment: Payment, result: string): void {
    Object.assign(payment, { status: 'closed', capturing: null, confirming: false })
    this.#tell(payment, { Result: result })
  }

  #execute(session: Session, command: Command): SendOutcome {
    if (command.type === 'create') return this.#create(session, command)
    const payment = this.#payments.get(command.paymentSid)
    if (payment === undefined || payment.status === 'closed') {
      return { outcome: 'refused', twilioCode: 20404 }
    }
    payment.latest = command
    if (command.type === 'capture') {
      payment.capturing = command.field
      this.#tell(payment, { Capture: listensFor(command.field), PartialResult: 'true' })
    }
    if (command.type === 'cancel') this.#close(payment, 'transaction-cancelled')
    if (command.type === 'complete') this.#complete(payment)
    return { outcome: 'accepted', paymentSid: payment.sid }
  }

  #create(session: Session, command: Command): SendOutcome {
    if (this.callOver) return { outcome: 'refused', twilioCode: 21220 }
    if (this.#isBusy(session.callSid)) return { outcome: 'refused', twilioCode: 64021 }
    const sid = aPaymentSid(this.#payments.size + 1)
    const idle = { status: 'open', capturing: null, confirming: false } as const
    const payment: Payment = { sid, session, latest: command, ...idle }
    this.#payments.set(sid, payment)
    this.#tell(payment, {})
    return { outcome: 'accepted', paymentSid: sid }
  }

  #isBusy(callSid: CallSid): boolean {
    const payments = [...this.#payments.values()]
    return payments.some(({ session, status }) => session.callSid === callSid && status === 'open')
  }

  #complete(payment: Payment): void {
    payment.capturing = null
    if (payment.session.terms.options.confirmation === 'true') payment.confirming = true
    else this.#charge(payment)
  }

  #charge(payment: Payment): void {
    const { keepsDeclined = false } = this.#nature
    const { sid, session } = payment
    const isCharged = this.#processor.charges(sid, session.purchase)
    payment.status = keepsDeclined && !isCharged ? 'open' : 'closed'
    const { money } = session.purchase
    this.#tell(payment, isCharged ? success(money === null) : decline)
  }

  /** What it has not told yet. */
  tellsAtLast(): void {
    this.outbox.push(...this.#held.splice(0))
  }

  #tell({ sid, latest }: Payment, parameters: Readonly<Record<string, string>>): void {
    const { attempt, step } = latest
    const told = { attempt, step, parameters: new Map(Object.entries({ Sid: sid, ...parameters })) }
    const isVerdict = parameters === decline || 'PaymentConfirmationCode' in parameters
    const { verdict } = this.#nature
    if (!isVerdict || verdict === undefined) this.outbox.push(told)
    else if (verdict === 'late') this.#held.push(told)
  }
}
