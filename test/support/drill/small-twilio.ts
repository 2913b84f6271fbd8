import type { Command } from '../../../lambda/domain/session/command.ts'
import { idempotencyKeyOf } from '../../../lambda/domain/session/command.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { CallSid, PaymentSid } from '../../../lambda/domain/values/ids.ts'
import type { Calls } from '../../../lambda/ports/calls.ts'
import type { SendOutcome, TwilioPayments } from '../../../lambda/ports/twilio-payments.ts'
import { aPaymentSid } from '../a-session.ts'

/** What Twilio tells, as the parameters of a status callback. */
export interface Delivery {
  readonly attempt: number
  readonly step: number
  readonly parameters: ReadonlyMap<string, string>
}

interface Payment {
  readonly sid: PaymentSid
  readonly callSid: CallSid
  readonly amountMinor: number
  status: 'open' | 'closed'
  capturing: Command | null
  latest: Command
}

export interface Sent {
  readonly key: string
  readonly command: Command
}

/**
 * Twilio, small enough to be killed thousands of times: payments, a key table, a ledger, a list of
 * callbacks to deliver. Written from Twilio's documents, and without a look at our own machine.
 */
export class SmallTwilio implements TwilioPayments, Calls {
  readonly timeoutMs = 5_000
  readonly ledger: Array<{ readonly paymentSid: PaymentSid; readonly amountMinor: number }> = []
  readonly outbox: Delivery[] = []
  readonly sent: Sent[] = []
  callOver = false
  declinesNext = 0
  /** The how-manieth send gets no answer, and whether it is executed all the same. */
  losesAnswer: { readonly send: number; readonly executed: boolean } | null = null
  readonly #payments = new Map<PaymentSid, Payment>()
  readonly #answers = new Map<string, SendOutcome>()

  async send(request: { session: Session; command: Command }): Promise<SendOutcome> {
    const { session, command } = request
    const key = idempotencyKeyOf(session.id, command)
    this.sent.push({ key, command })
    const lost = this.losesAnswer?.send === this.sent.length ? this.losesAnswer : null
    if (lost?.executed === false) return { outcome: 'unknown' }
    const earlier = this.#answers.get(key)
    if (earlier !== undefined) return earlier
    const answer = this.#execute(session, command)
    this.#answers.set(key, answer)
    return lost === null ? answer : { outcome: 'unknown' }
  }

  async say(_session: Session, _twiml: string): Promise<boolean> {
    return !this.callOver
  }

  async status(): Promise<'in-progress' | 'over'> {
    return this.callOver ? 'over' : 'in-progress'
  }

  sids(): readonly PaymentSid[] {
    return [...this.#payments.keys()]
  }

  /** The caller presses the right keys for whatever is asked; tells whether anything was. */
  key(): boolean {
    const payment = [...this.#payments.values()].find(({ capturing }) => capturing !== null)
    const command = payment?.capturing
    if (this.callOver || !payment || command?.type !== 'capture') return false
    payment.capturing = null
    const card = { PaymentCardNumber: 'xxxxxxxxxxxx1111', PaymentCardType: 'visa' }
    const entry = command.field === 'payment-card-number' ? card : {}
    this.#tell(payment, { command, parameters: { Capture: command.field, ...entry } })
    return true
  }

  hangUp(): void {
    this.callOver = true
    for (const payment of this.#payments.values()) {
      if (payment.status === 'closed') continue
      payment.status = 'closed'
      payment.capturing = null
      const parameters = { Result: 'caller-hung-up' }
      this.#tell(payment, { command: payment.latest, parameters })
    }
  }

  #execute(session: Session, command: Command): SendOutcome {
    if (command.type === 'create') return this.#create(session, command)
    const payment = this.#payments.get(command.paymentSid)
    if (payment === undefined || payment.status === 'closed') {
      return { outcome: 'refused', twilioCode: 20404 }
    }
    payment.latest = command
    if (command.type === 'capture') payment.capturing = command
    if (command.type === 'cancel') payment.status = 'closed'
    if (command.type === 'complete') this.#charge(payment, command)
    return { outcome: 'accepted', paymentSid: payment.sid }
  }

  #create(session: Session, command: Command): SendOutcome {
    const { callSid } = session
    if (this.callOver) return { outcome: 'refused', twilioCode: 21220 }
    const open = [...this.#payments.values()].some(
      (other) => other.callSid === callSid && other.status === 'open',
    )
    if (open) return { outcome: 'refused', twilioCode: 64021 }
    const payment: Payment = {
      sid: aPaymentSid(this.#payments.size + 1),
      callSid,
      amountMinor: session.purchase.money?.amountMinor ?? 0,
      status: 'open',
      capturing: null,
      latest: command,
    }
    this.#payments.set(payment.sid, payment)
    this.#tell(payment, { command, parameters: {} })
    return { outcome: 'accepted', paymentSid: payment.sid }
  }

  #charge(payment: Payment, command: Command): void {
    payment.status = 'closed'
    payment.capturing = null
    if (this.declinesNext > 0) {
      this.declinesNext -= 1
      const parameters = { Result: 'payment-connector-error', PayErrorCode: '64012' }
      this.#tell(payment, { command, parameters })
      return
    }
    const { sid: paymentSid, amountMinor } = payment
    this.ledger.push({ paymentSid, amountMinor })
    const parameters = { Result: 'success', PaymentConfirmationCode: 'CODE2345' }
    this.#tell(payment, { command, parameters })
  }

  #tell(
    payment: Payment,
    told: { readonly command: Command; readonly parameters: Record<string, string> },
  ): void {
    const { attempt, step } = told.command
    const parameters = new Map(Object.entries({ Sid: payment.sid, ...told.parameters }))
    this.outbox.push({ attempt, step, parameters })
  }
}
