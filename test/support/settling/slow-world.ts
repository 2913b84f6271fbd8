import type { EpochMs } from '../../../lambda/domain/values/time.ts'
import { parseEpochMs } from '../../../lambda/domain/values/time.ts'
import type { World } from '../../../lambda/use-cases/engine/world.ts'
import { Clockwork } from '../simulation/time/clockwork.ts'

export interface Latencies {
  /** Of a request to Twilio, or to the processor. */
  readonly requestMs: number
  /** Of a read or a write of a table, or of a queue. */
  readonly tableMs: number
}

/** A world in which I/O takes its time, by a clock of its own: side by side it takes it once. */
export class SlowWorld {
  readonly #clock = new Clockwork()
  readonly #startAt: EpochMs
  readonly #latencies: Latencies

  constructor(startAt: EpochMs, latencies: Latencies) {
    this.#startAt = startAt
    this.#latencies = latencies
  }

  get elapsedMs(): number {
    return this.#clock.nowMs
  }

  /** Runs to the end whatever is begun, after so long a wait. */
  async run<Result>(afterMs: number, begin: () => Promise<Result>): Promise<Result> {
    const results: Result[] = []
    const failures: unknown[] = []
    this.#clock.after(afterMs, () => {
      this.#clock.wake()
      begin().then(
        (result) => results.push(result),
        (error: unknown) => failures.push(error),
      )
    })
    await this.#clock.run()
    if (failures.length > 0) throw failures[0]
    const [result] = results
    if (result === undefined) throw new Error('What was begun has not come to an end.')
    return result
  }

  over({ sessions, payments, calls, outcomes, lookUp, ...world }: World): World {
    const { requestMs, tableMs } = this.#latencies
    const table = <T>(act: () => Promise<T>) => this.#takes(tableMs, act)
    const request = <T>(act: () => Promise<T>) => this.#takes(requestMs, act)
    return {
      ...world,
      sessions: {
        load: (id) => table(() => sessions.load(id)),
        insert: (session) => table(() => sessions.insert(session)),
        save: (stored) => table(() => sessions.save(stored)),
        due: (query) => table(() => sessions.due(query)),
      },
      payments: { ...payments, send: (sent) => request(() => payments.send(sent)) },
      calls: {
        say: (session, twiml) => request(() => calls.say(session, twiml)),
        status: (session) => request(() => calls.status(session)),
      },
      outcomes: { put: (outcome) => table(() => outcomes.put(outcome)) },
      lookUp:
        lookUp === null ? null : { ...lookUp, ask: (charge) => request(() => lookUp.ask(charge)) },
      surroundings: {
        ...world.surroundings,
        now: () => parseEpochMs(this.#startAt + this.elapsedMs),
        wait: (delayMs) => this.#takes(delayMs, async () => {}),
      },
    }
  }

  #takes<T>(spanMs: number, act: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#clock.after(spanMs, () => {
        this.#clock.wake()
        act().then(resolve, reject)
      })
    })
  }
}
