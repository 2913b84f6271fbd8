import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { type Answer, CallEnded, type Rest } from './rest.ts'

type Form = Readonly<Record<string, string>>

/** A request was refused that the question takes for granted. */
export class Refused extends Error {}

export interface PaymentsWorld {
  readonly rest: Rest
  readonly clock: Clock
  readonly callSid: string
  /** Where callbacks go unless a request says otherwise. */
  readonly statusCallback: string
  readonly connector: string | undefined
  /** Without it no `complete` leaves this class, whatever a question asks for. */
  readonly mayComplete: boolean
}

/** Cancelling is tried this often before a person is told to hang up. */
const cancelAttempts = 3
const cancelRetryMs = 1_000

/** The payment sessions of the probe: what is opened here is known, and is ended in the end. */
export class Payments {
  readonly #world: PaymentsWorld
  readonly #open = new Set<string>()
  readonly #known = new Set<string>()

  constructor(world: PaymentsWorld) {
    this.#world = world
  }

  async create(form: Form = {}): Promise<Answer> {
    const { clock, connector, rest } = this.#world
    clock.throwIfStopped()
    const answer = await rest.post(this.#path(), {
      ...this.#always(),
      ChargeAmount: '1.00',
      Description: 'probe, do not ship',
      ...(connector === undefined ? {} : { PaymentConnector: connector }),
      ...form,
    })
    if (answer.kind === 'accepted') this.#keep(answer.sid)
    return answer
  }

  /** @throws Refused when there is no session to try things on */
  async open(form: Form = {}): Promise<string> {
    const answer = await this.create(form)
    if (answer.kind === 'accepted') return answer.sid
    const also = answer.code === 64021 ? ' Another session may be open on the call.' : ''
    throw new Refused(`Twilio refused a new session with ${answer.code}.${also}`)
  }

  capture(sid: string, form: Form): Promise<Answer> {
    this.#world.clock.throwIfStopped()
    return this.#update(sid, form)
  }

  /** Asks the processor. */
  complete(sid: string): Promise<Answer> {
    this.#world.clock.throwIfStopped()
    if (!this.#world.mayComplete) throw new Error('No complete without --charge-test-card.')
    return this.#update(sid, { Status: 'complete' })
  }

  /** A refusal means that the session is over already. */
  async cancel(sid: string): Promise<Answer> {
    const answer = await this.#update(sid, { Status: 'cancel' })
    this.#open.delete(sid)
    return answer
  }

  /**
   * A callback told of a session, perhaps of one whose create was never answered. That it is over
   * is not believed, whatever the callback says: it is cancelled all the same.
   */
  heardOf(sid: string): void {
    if (!this.#known.has(sid)) this.#keep(sid)
  }

  /** @returns the sessions that may still be open, since cancelling them failed */
  async cancelAll(): Promise<readonly string[]> {
    const sids = [...this.#open]
    for (const sid of sids) await this.#cancelForSure(sid)
    return sids.filter((sid) => this.#open.has(sid))
  }

  async #cancelForSure(sid: string): Promise<void> {
    for (let tried = 0; tried < cancelAttempts; tried += 1) {
      if (tried > 0) await this.#world.clock.pauseWhateverHappens(cancelRetryMs)
      try {
        await this.cancel(sid)
        return
      } catch (error) {
        // Its sessions ended with the call.
        if (!(error instanceof CallEnded)) continue
        this.#open.delete(sid)
        return
      }
    }
  }

  #keep(sid: string): void {
    this.#known.add(sid)
    this.#open.add(sid)
  }

  #update(sid: string, form: Form): Promise<Answer> {
    return this.#world.rest.post(this.#path(sid), { ...this.#always(), ...form })
  }

  #path(sid?: string): string {
    const resource = sid === undefined ? 'Payments' : `Payments/${sid}`
    return `Calls/${this.#world.callSid}/${resource}.json`
  }

  #always(): Form {
    return { IdempotencyKey: randomUUID(), StatusCallback: this.#world.statusCallback }
  }
}
