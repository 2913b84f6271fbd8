import type { Purchase, Session } from '../../../../lambda/domain/session/session.ts'
import type { PaymentSid } from '../../../../lambda/domain/values/ids.ts'
import type { EpochMs } from '../../../../lambda/domain/values/time.ts'
import type {
  LookUpAnswer,
  LookUpQuestion,
  ProcessorLookUp,
} from '../../../../lambda/ports/processor/look-up.ts'

/** How this processor and its look-up are, beside being well. */
export interface ProcessorNature {
  /** So many cards are declined first. */
  readonly declines?: number
  /**
   * There is a look-up, and what it answers at first, instead of what it finds: none of it is
   * a finding.
   */
  readonly lookUp?: ReadonlyArray<'not-known' | 'no-answer'>
  /** A charge is found so long after it was made. */
  readonly findsAfterMs?: number
}

interface Charge {
  readonly paymentSid: PaymentSid
  readonly amountMinor: number
  readonly at: EpochMs
}

export const codeOfCharge = 'CODE2345'

/** As documented: sooner than this after the charge became unknown, "none" is not believed. */
const QUIET_MS = 30 * 60_000

/** A ledger that says yes and no to cards, and the integrator's function that looks into it. */
export class SmallProcessor implements ProcessorLookUp {
  readonly ledger: Charge[] = []
  /** How often the look-up has found something out that has to be believed. */
  findings = 0
  readonly #nature: ProcessorNature
  readonly #now: () => EpochMs
  #declined = 0
  #asked = 0

  constructor(nature: ProcessorNature, now: () => EpochMs) {
    this.#nature = nature
    this.#now = now
  }

  /** Tells whether the card was charged; otherwise it was declined. */
  charges(paymentSid: PaymentSid, { money }: Purchase): boolean {
    if (this.#declined < (this.#nature.declines ?? 0)) {
      this.#declined += 1
      return false
    }
    this.ledger.push({ paymentSid, amountMinor: money?.amountMinor ?? 0, at: this.#now() })
    return true
  }

  async ask({ session, from, to }: LookUpQuestion): Promise<LookUpAnswer> {
    const said = this.#nature.lookUp?.[this.#asked]
    this.#asked += 1
    if (said === 'no-answer') return { outcome: said, errorName: 'TimeoutError' }
    if (said === 'not-known') return { outcome: said }
    const at = this.#now()
    const visible = this.ledger.filter(
      (charge) => charge.at >= from && charge.at <= to && at - charge.at >= this.#lagMs(),
    )
    if (visible.length > 0 || isQuiet(session, at)) this.findings += 1
    return visible.length > 0
      ? { outcome: 'charged', confirmationCode: codeOfCharge }
      : { outcome: 'not-charged' }
  }

  #lagMs(): number {
    return this.#nature.findsAfterMs ?? 0
  }
}

const isQuiet = ({ state }: Session, at: EpochMs): boolean =>
  state.status === 'unresolved' && at - state.since >= QUIET_MS
