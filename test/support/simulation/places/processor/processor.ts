import type { Surroundings } from '../../surroundings.ts'
import type { CallbackTarget, Payment, Told } from '../payment.ts'

/** What Twilio's documents say of these codes: the card was refused. */
const DECLINED = ['64012', '64022', '64023'] as const
/** The request never became a charge. */
const NOT_CHARGED = ['64003', '64009', '64011', '64020'] as const
/** It may have become one; one code that nobody knows yet is among them, and none at all. */
const UNSURE = ['64002', '64008', '64010', '64999', ''] as const

const BANK_TAKES_MS = [400, 1_500, 5_000] as const
const SLOW_BANK_TAKES_MS = [12_000, 40_000, 60_000] as const

interface Options {
  readonly tells: (told: Told) => void
  readonly declinesStayOpen: boolean
}

/** The processor behind Twilio's connector: it charges, or not, and tells the truth of it. */
export class Processor {
  readonly #around: Surroundings
  readonly #options: Options
  readonly #ledger = new Map<string, number>()

  constructor(around: Surroundings, options: Options) {
    this.#around = around
    this.#options = options
  }

  takes(payment: Payment, to: CallbackTarget): void {
    const { clock, choices, weather } = this.#around
    payment.status = 'at-processor'
    this.#around.spells.mayBegin()
    const takesMs = choices.of(weather.strikes('slow-bank') ? SLOW_BANK_TAKES_MS : BANK_TAKES_MS)
    clock.after(takesMs, () => this.#decides(payment, to))
  }

  /** When a charge was made for a session, as the processor has it; `null`: none was. */
  chargedAtMs(sessionId: string): number | null {
    return this.#ledger.get(sessionId) ?? null
  }

  #decides(payment: Payment, to: CallbackTarget): void {
    const { weather, choices } = this.#around
    const tell = (parameters: Told['parameters']) =>
      this.#options.tells({ payment, to, parameters })
    payment.status = 'closed'
    if (weather.strikes('declined')) {
      payment.verdict = 'declined, and the callback was lost'
      if (this.#options.declinesStayOpen) payment.status = 'open'
      tell(errorOf(choices.of(DECLINED)))
      return
    }
    if (weather.strikes('connector-error')) {
      payment.verdict = 'not charged, and the callback was lost'
      tell(errorOf(choices.of(NOT_CHARGED)))
      return
    }
    if (weather.strikes('connector-unsure')) {
      payment.verdict = 'the connector itself could not tell'
      if (choices.below(2) === 0) this.#charges(payment)
      tell(errorOf(choices.of(UNSURE)))
      return
    }
    payment.verdict = 'charged, and the callback was lost'
    this.#charges(payment)
    const token = payment.isToken ? { PaymentToken: 'tok_1', ProfileId: '' } : {}
    tell({ Result: 'success', PaymentConfirmationCode: 'CODE2345', ...token })
  }

  #charges({ sessionId, purchase, sid }: Payment): void {
    this.#around.trace.note(() => `the processor charges ${sessionId} by ${sid}`)
    this.#ledger.set(sessionId, this.#around.clock.nowMs)
    this.#around.watch.charged({ sessionId, purchase })
  }
}

const errorOf = (code: string): Told['parameters'] => ({
  Result: 'payment-connector-error',
  ...(code === '' ? {} : { PayErrorCode: code }),
})
