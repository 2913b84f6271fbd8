import type { Clock } from './clock.ts'
import type { Need } from './needs.ts'
import type { Person } from './person/person.ts'
import type { Payments } from './twilio/payments.ts'
import type { PostBox } from './twilio/post-box.ts'
import type { Rest } from './twilio/rest.ts'

export interface ProbeParts {
  readonly callSid: string
  readonly clock: Clock
  readonly rest: Rest
  readonly payments: Payments
  readonly person: Person
  readonly postBox: PostBox | undefined
  readonly allowed: ReadonlySet<Need>
}

/** What a question has to find something out with. */
export class Probe {
  readonly #parts: ProbeParts

  constructor(parts: ProbeParts) {
    this.#parts = parts
  }

  get clock(): Clock {
    return this.#parts.clock
  }

  get payments(): Payments {
    return this.#parts.payments
  }

  get person(): Person {
    return this.#parts.person
  }

  get postBox(): PostBox {
    const { postBox } = this.#parts
    if (postBox === undefined) throw new Error('This question needs --public-url.')
    return postBox
  }

  may(...needs: readonly Need[]): boolean {
    return needs.every((need) => this.#parts.allowed.has(need))
  }

  /** Gives the call new TwiML, and with it perhaps a StatusCallback. */
  async updateCall(form: Readonly<Record<string, string>>): Promise<void> {
    if (!this.may('twiml')) throw new Error('No new TwiML without --with-new-twiml.')
    await this.#parts.rest.post(`Calls/${this.#parts.callSid}.json`, form)
  }
}

/** Several questions may be answered by the same evidence: in one probe it is gathered once. */
export function evidence<T>(gather: (probe: Probe) => Promise<T>): (probe: Probe) => Promise<T> {
  const known = new WeakMap<Probe, Promise<T>>()
  return (probe) => {
    const found = known.get(probe) ?? gather(probe)
    known.set(probe, found)
    return found
  }
}
