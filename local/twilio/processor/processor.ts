import type { Connector, ConnectorOutcome } from '../connector/connector.ts'
import type { ConnectorEndpoint } from '../connector/endpoint.ts'
import { patienceMs, retriesMax } from '../connector/patience.ts'
import type { FaultBook } from '../faults/fault-book.ts'
import type { Identifiers } from '../identifiers.ts'
import type { Payment } from '../payments/payment.ts'
import { isCharge } from '../payments/settings.ts'
import { connectorErrorOf, type Verdict } from '../payments/verdict.ts'
import type { Switches } from '../switches.ts'
import type { SimulatorTime } from '../time.ts'
import { namesProfile, unfitFor } from './connectors.ts'
import { writtenOut } from './currencies.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'
import { orderedVerdict } from './ordered-verdict.ts'
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
  readonly switches: Switches
}

/** Twilio's connector and the payment processor behind it. */
export class Processor {
  readonly #world: ProcessorWorld

  constructor(world: ProcessorWorld) {
    this.#world = world
  }

  process(payment: Payment, decided: (verdict: Verdict) => void): void {
    const { switches, time, connector, ids } = this.#world
    const late = switches.is('connectorRefusal', 'at-complete')
    const unfit = late ? unfitFor(payment.settings) : undefined
    if (unfit !== undefined) {
      time.after(usualMs, () => decided(connectorErrorOf(unfit.code)))
      return
    }
    const order = { payment, decided, transactionId: ids.transactionId() }
    const { endpoint } = connector
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
      decided: (outcome) => order.decided(this.#verdictOf(order, outcome)),
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
    if (fault === undefined) {
      answer(usualDelayMs(order.payment), () => this.#judge(order))
      return
    }
    const what = fault.do
    switch (what) {
      case 'decline':
      case 'refuse':
      case 'end':
        answer(usualMs, () => orderedVerdict(fault))
        return
      case 'slow':
        answer(fault.delayMs ?? slowMs, () => this.#judge(order))
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
    return this.#success(order, charge ? entry.confirmationCode : ids.paymentToken())
  }

  /** @param id of the charge, or the token itself */
  #success({ payment }: Order, id: string): Verdict {
    const { settings } = payment
    const charge = isCharge(settings)
    return {
      kind: 'success',
      confirmationCode: charge ? id : '',
      paymentToken: charge ? '' : id,
      profileId: !charge && namesProfile(settings) ? this.#world.ids.profileId() : '',
    }
  }

  #verdictOf(order: Order, outcome: ConnectorOutcome): Verdict {
    switch (outcome.kind) {
      case 'accepted':
        return this.#success(order, outcome.id)
      case 'refused':
      case 'malformed':
        return outcome.error
      case 'ordered':
        return outcome.verdict
      case 'unanswered':
        return unreachable
      default:
        return outcome satisfies never
    }
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
      paymentMethod: settings.method,
      ...(charge ? {} : { tokenType: settings.tokenType }),
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

const declined = connectorErrorOf(64012)
const blockedCard = connectorErrorOf(64022)
const blockedAccount = connectorErrorOf(64023)
const unreachable = connectorErrorOf(64002)

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
