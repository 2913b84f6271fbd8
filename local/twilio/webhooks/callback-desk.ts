import type { FaultBook } from '../faults/fault-book.ts'
import type { CallbackPhase } from '../faults/rules.ts'
import type { Identifiers } from '../identifiers.ts'
import type { Callback } from '../payments/surroundings.ts'
import type { Switches } from '../switches.ts'
import type { SimulatorTime } from '../time.ts'
import type { Postman } from './postman.ts'

/** Twilio's way from an operation to its callback is short, but never nothing. */
const callbackDelayMs = 20
/** A callback held for a next one that never comes is let go after this long. */
const reorderPatienceMs = 10_000
const faultDelayMs = 3_000

export interface DeliveredCallback {
  readonly callback: Callback
  /** 0 when nobody answered. */
  readonly status: number
}

export interface CallbackDeskWorld {
  readonly time: SimulatorTime
  readonly faults: FaultBook
  readonly ids: Identifiers
  readonly postman: Postman
  readonly switches: Switches
  delivered(delivered: DeliveredCallback): void
}

interface Line {
  tail: Promise<void>
  held: (() => void) | undefined
}

/** Sends the callbacks of a payment one after another: the next when the last was answered. */
export class CallbackDesk {
  readonly #world: CallbackDeskWorld
  readonly #lines = new Map<string, Line>()
  readonly #waiters = new Set<(callback: Callback) => void>()

  constructor(world: CallbackDeskWorld) {
    this.#world = world
  }

  post(callback: Callback): void {
    const { faults, time } = this.#world
    const { phase, capture } = callback
    const fault = faults.take('callback', { phase, capture })
    const queue = (corrupt = false) => this.#enqueue(callback, corrupt)
    const later = () => time.after(callbackDelayMs, queue)
    const what = fault?.do
    switch (what) {
      case undefined:
        later()
        return
      case 'drop':
        return
      case 'duplicate':
        time.after(callbackDelayMs, () => this.#enqueueTwice(callback))
        return
      case 'delay':
        // Outside the line: what follows overtakes it.
        time.after(fault?.delayMs ?? faultDelayMs, () => void this.#deliver(callback))
        return
      case 'reorder':
        this.#hold(callback, fault?.delayMs ?? reorderPatienceMs)
        return
      case 'before-answer':
        queue()
        return
      case 'corrupt-signature':
        time.after(callbackDelayMs, () => queue(true))
        return
      default:
        what satisfies never
    }
  }

  /** Resolves when the next callback of this phase on this call has been answered. */
  nextAnswered(callSid: string, phase: CallbackPhase) {
    let resolve = (): void => undefined
    const answered = new Promise<void>((done) => {
      resolve = done
    })
    const waiter = (callback: Callback) => {
      if (callback.payment.callSid === callSid && callback.phase === phase) resolve()
    }
    this.#waiters.add(waiter)
    return { answered, giveUp: () => this.#waiters.delete(waiter) }
  }

  #line(sid: string): Line {
    const line = this.#lines.get(sid) ?? { tail: Promise.resolve(), held: undefined }
    this.#lines.set(sid, line)
    return line
  }

  #enqueue(callback: Callback, corrupt: boolean): void {
    const line = this.#line(callback.payment.sid)
    line.tail = line.tail.then(() => this.#deliver(callback, { corrupt }))
    const { held } = line
    line.held = undefined
    held?.()
  }

  #enqueueTwice(callback: Callback): void {
    const token = this.#world.ids.deliveryToken()
    const line = this.#line(callback.payment.sid)
    line.tail = line.tail
      .then(() => this.#deliver(callback, { token }))
      .then(() => this.#deliver(callback, { token }))
  }

  #hold(callback: Callback, patienceMs: number): void {
    const line = this.#line(callback.payment.sid)
    let gone = false
    const release = () => {
      if (gone) return
      gone = true
      cancel()
      if (line.held === release) line.held = undefined
      line.tail = line.tail.then(() => this.#deliver(callback))
    }
    const cancel = this.#world.time.after(patienceMs, release)
    line.held?.()
    line.held = release
  }

  async #deliver(
    callback: Callback,
    options: { readonly corrupt?: boolean; readonly token?: string } = {},
  ): Promise<void> {
    const { url, parameters } = callback
    const { postman, switches } = this.#world
    const plainly = switches.is('retryOverrides', 'ignored')
    const letter = { url, method: 'POST', parameters, plainly, ...options } as const
    const outcome = await postman.deliver(letter)
    const status = outcome.kind === 'answered' ? outcome.status : 0
    this.#world.delivered({ callback, status })
    for (const waiter of [...this.#waiters]) waiter(callback)
  }
}
