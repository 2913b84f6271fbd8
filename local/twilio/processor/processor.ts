import type { Connector, ConnectorOutcome } from '../connector/connector.ts'
import type { ConnectorEndpoint } from '../connector/endpoint.ts'
import { patienceMs, retriesMax } from '../connector/patience.ts'
import type { FaultBook } from '../faults/fault-book.ts'
import type { Identifiers } from '../identifiers.ts'
import type { Payment } from '../payments/payment.ts'
import { isCharge } from '../payments/settings.ts'
import type { Verdict } from '../payments/verdict.ts'
import type { SimulatorTime } from '../time.ts'
import { writtenOut } from './currencies.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'
import { testBankAccounts, testCards } from './test-cards.ts'

/** About what a card authorisation takes. */
const usualMs = 1_200
const slowMs = 45_000

export interface ProcessorWorld {
  readonly connector: Connector
  readonly time: SimulatorTime
  readonly faults: FaultBook
  readonly ids: Identifiers
  readonly ledger: Ledger
}

/** Twilio's connector and the payment processor behind it. */
export class Processor {
  readonly #world: ProcessorWorld

  constructor(world: ProcessorWorld) {
    this.#world = world
  }

  process(payment: Payment, decided: (verdict: Verdict) => void): void {
    const order = { payment, decided, transactionId: this.#world.ids.transactionId() }
    const { endpoint } = this.#world.connector
    if (endpoint === undefined) this.#ask(order, 0)
    else this.#askEndpoint(order, endpoint)
  }

  /** In TEST mode Twilio posts nothing but its own test numbers, so that these alone get out. */
  #askEndpoint(order: Order, endpoint: ConnectorEndpoint): void {
    const blocked = blockedInTestMode(order.payment)
    if (blocked !== undefined) {
      this.#world.time.after(usualMs, () => order.decided(blocked))
      return
    }
    this.#world.connector.ask({
      order,
      endpoint,
      // Charged is charged, even when Twilio never hears of it.
      accepted: (id) => this.#enter(order, id),
      decided: (outcome) => order.decided(verdictOf(order, outcome)),
    })
  }

  #ask(order: Order, retries: number): void {
    const { time, faults } = this.#world
    const fault = faults.take('processor')
    const again = () => {
      if (retries < retriesMax) this.#ask(order, retries + 1)
      else order.decided(unreachable)
    }
    const answer = (delayMs: number, verdict: () => Verdict) => {
      time.after(delayMs, () => order.decided(verdict()))
    }
    const what = fault?.do
    switch (what) {
      case undefined:
        answer(usualDelayMs(order.payment), () => this.#judge(order))
        return
      case 'decline':
        answer(usualMs, () => declined)
        return
      case 'slow':
        answer(fault?.delayMs ?? slowMs, () => this.#judge(order))
        return
      case 'silent':
        time.after(patienceMs, again)
        return
      case 'answer-lost':
        time.after(usualMs, () => this.#judge(order))
        time.after(patienceMs, again)
        return
      default:
        what satisfies never
    }
  }

  #judge(order: Order): Verdict {
    const { payment } = order
    if (payment.settings.method === 'ach-debit') {
      const account = payment.digitsOf('bank-account-number')
      return testBankAccounts.includes(account) ? this.#accept(order) : blockedAccount
    }
    const number = payment.digitsOf('payment-card-number')
    const outcome = testCards.find((card) => card.number === number)?.outcome
    switch (outcome) {
      case undefined:
        return blockedCard
      case 'declined':
        return declined
      case 'silent-result':
        this.#accept(order)
        return { kind: 'never' }
      case 'success':
      case 'slow':
        return this.#accept(order)
      default:
        return outcome satisfies never
    }
  }

  #accept(order: Order): Verdict {
    const { ids } = this.#world
    const charge = isCharge(order.payment.settings)
    const entry = this.#enter(order, charge ? ids.confirmationCode() : '')
    return success(order, charge ? entry.confirmationCode : ids.paymentToken())
  }

  #enter({ payment, transactionId }: Order, chargeId: string): LedgerEntry {
    const { ledger, time } = this.#world
    const { settings, sid, callSid } = payment
    const charge = isCharge(settings)
    return ledger.enter({
      transactionId,
      confirmationCode: charge ? chargeId : '',
      method: charge ? 'charge' : 'tokenize',
      amount: writtenOut(charge ? (settings.chargeAmount ?? '0') : '0', settings.currency),
      currency: settings.currency,
      description: settings.description,
      paymentSid: sid,
      callSid,
      at: new Date(time.now()).toISOString(),
    })
  }
}

interface Order {
  readonly payment: Payment
  readonly decided: (verdict: Verdict) => void
  readonly transactionId: string
}

function usualDelayMs(payment: Payment): number {
  const number = payment.digitsOf('payment-card-number')
  const slow = testCards.some((card) => card.number === number && card.outcome === 'slow')
  return slow ? slowMs : usualMs
}

const connectorError = (
  payErrorCode: number,
  paymentError: string,
  connectorError: string,
): Verdict => ({ kind: 'connector-error', payErrorCode, paymentError, connectorError })

const declined = connectorError(64012, 'card is declined', 'card_declined')
const blockedCard = connectorError(64022, 'card is not a test card', 'test_card_required')
const blockedAccount = connectorError(64023, 'account is not a test account', 'test_bank_required')
const unreachable = connectorError(64002, 'payment gateway did not answer', '')

/** @param id of the charge, or the token itself */
function success({ payment }: Order, id: string): Verdict {
  const charge = isCharge(payment.settings)
  return {
    kind: 'success',
    confirmationCode: charge ? id : '',
    paymentToken: charge ? '' : id,
    profileId: '',
  }
}

function verdictOf(order: Order, outcome: ConnectorOutcome): Verdict {
  switch (outcome.kind) {
    case 'accepted':
      return success(order, outcome.id)
    case 'refused':
    case 'malformed':
      return outcome.error
    case 'unanswered':
      return unreachable
    default:
      return outcome satisfies never
  }
}

/** What the simulator's own cards do is the built-in processor's doing, and no endpoint's. */
function blockedInTestMode(payment: Payment): Verdict | undefined {
  if (payment.settings.method === 'ach-debit') {
    const account = payment.digitsOf('bank-account-number')
    return testBankAccounts.includes(account) ? undefined : blockedAccount
  }
  const number = payment.digitsOf('payment-card-number')
  const listed = testCards.some((card) => card.number === number && card.outcome === 'success')
  return listed ? undefined : blockedCard
}
