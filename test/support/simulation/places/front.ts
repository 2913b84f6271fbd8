import type { Session } from '../../../../lambda/domain/session/session.ts'
import { parseSessionId, type SessionId } from '../../../../lambda/domain/values/ids.ts'
import { answerCall } from '../../../../lambda/use-cases/answer-call.ts'
import type { World } from '../../../../lambda/use-cases/engine/world.ts'
import { noteCallEnded } from '../../../../lambda/use-cases/note-call-ended.ts'
import { receiveCallback } from '../../../../lambda/use-cases/receive-callback.ts'
import { settleDueSessions } from '../../../../lambda/use-cases/settle-due-sessions.ts'
import { takeTurn } from '../../../../lambda/use-cases/take-turn.ts'
import { renderSession } from '../../../../lambda/voice/render.ts'
import type { Wanted } from '../people/wants.ts'
import type { Ended } from '../time/functions.ts'
import type { Told } from './payment.ts'
import type { Phone, TurnRequest } from './phone.ts'
import { FunctionWorld, type Place } from './ports.ts'
import type { Tampering } from './tampering.ts'

/** Of a webhook's function, a client's and the schedule's, in `lib`. */
export const LIMITS_MS = { webhook: 14_000, client: 29_000, schedule: 60_000 } as const

/** Twilio hangs up on a webhook of a call after this; on a callback as its URL asks (`rt`). */
const CALLBACK_READ_MS = 5_000
/** `rc=3` and `rc=2` of the addresses that we give. */
const CALLBACK_TRIES_MAX = 4
const TURN_TRIES_MAX = 3
const TRIED_AGAIN_AFTER_MS = 500

const TRAVELS_MS = [40, 5, 250, 1_500] as const
/** Most that is late comes while the same payment is still going on. */
const DELAYED_SECONDS_MAX = 45
const VERY_LATE_MS = [95_000, 700_000, 7_200_000] as const

const REPLAYED_AFTER_MS = [500, 100, 2_500] as const

const signers = ['default']

export interface Run<T> {
  readonly name: string
  readonly limitMs: number
  readonly run: (world: World, remainingMs: () => number) => Promise<T>
  readonly done: (ended: Ended<T>) => void
}

/** Our front door: what Twilio, the schedule and clients call, each in a function of its own. */
export class Front {
  readonly #place: Place
  readonly #tampering: Tampering

  constructor(place: Place, tampering: Tampering) {
    this.#place = place
    this.#tampering = tampering
  }

  invoke<T>({ name, limitMs, run, done }: Run<T>): void {
    const { around, functions } = this.#place
    functions.call({
      name,
      limitMs,
      run: (invocation) => {
        const honest = new FunctionWorld(this.#place, invocation)
        const world = this.#tampering.world(honest)
        const endsAtMs = invocation.startedAtMs + limitMs
        return run(world, () => endsAtMs - around.clock.nowMs)
      },
      done: (ended) => {
        if (ended.ended === 'failed') this.#complain(ended.error)
        done(ended)
      },
    })
  }

  readonly #told = new Map<string, Told[]>()

  /** A callback on its way: perhaps never, perhaps often, perhaps late. */
  tells(told: Told): void {
    const { weather, choices, clock, trace } = this.#place.around
    const text = () => `${JSON.stringify(told.parameters)} of ${told.to.attempt}/${told.to.step}`
    if (weather.strikes('callback-dropped')) {
      trace.note(() => `callback lost: ${text()}`)
      return
    }
    const copies = weather.strikes('callback-duplicated') ? 2 + choices.below(3) : 1
    for (let copy = 0; copy < copies; copy++) {
      const isLate = weather.strikes('callback-delayed') || (copy > 0 && choices.below(2) === 1)
      const lateMs = isLate ? this.#delayMs() : 0
      trace.note(() => `Twilio tells: ${text()}`)
      clock.after(lateMs + choices.of(TRAVELS_MS), () => this.#deliver(told, 1))
    }
    this.#replay(told)
  }

  /** Old news at a bad moment: while the next thing is being done. */
  #replay(told: Told): void {
    const { weather, choices, clock, trace } = this.#place.around
    const { sessionId } = told.to
    const earlier = this.#told.get(sessionId) ?? []
    this.#told.set(sessionId, [...earlier, told])
    if (earlier.length === 0 || !weather.strikes('callback-replayed')) return
    const old = earlier[choices.below(earlier.length)]
    if (old === undefined) return
    trace.note(() => `once more: ${JSON.stringify(old.parameters)} of ${old.to.step}`)
    clock.after(choices.of(REPLAYED_AFTER_MS), () => this.#deliver(old, 1))
  }

  #delayMs(): number {
    const { choices } = this.#place.around
    if (choices.below(4) === 1) return choices.of(VERY_LATE_MS)
    return (1 + choices.below(DELAYED_SECONDS_MAX)) * 1_000
  }

  #deliver(told: Told, tryNumber: number): void {
    const { clock, weather } = this.#place.around
    if (weather.strikes('callback-refused')) return
    let isOver = false
    const again = () => {
      if (isOver) return
      isOver = true
      if (tryNumber >= CALLBACK_TRIES_MAX) return
      clock.after(TRIED_AGAIN_AFTER_MS, () => this.#deliver(told, tryNumber + 1))
    }
    if (weather.strikes('connection-fails')) {
      again()
      return
    }
    clock.after(CALLBACK_READ_MS, again)
    this.invoke({
      name: 'receive-callback',
      limitMs: LIMITS_MS.webhook,
      run: (world, remainingMs) => this.#receive(told, { world, remainingMs }),
      done: (ended) => {
        if (ended.ended !== 'answered' || ended.value === 'lost-race') again()
        isOver = true
      },
    })
  }

  #receive(told: Told, by: { readonly world: World; readonly remainingMs: () => number }) {
    const { payment, to, parameters } = told
    const from = { attempt: to.attempt, step: to.step, paymentSid: payment.sid }
    const sessionId = idOf(to.sessionId)
    const standing = this.#place.tables.sessions.peek(sessionId)
    const named = new Map(Object.entries(parameters))
    const callback = this.#tampering.callback({ named, from, standing })
    const { step } = to
    return receiveCallback(by.world, { sessionId, step, callback, signers, ...by })
  }

  /** A call comes in to pay, and hears what there is to hear. */
  answers(phone: Phone, wanted: Wanted): void {
    const { callSid } = phone
    this.invoke({
      name: 'answer-call',
      limitMs: LIMITS_MS.webhook,
      run: (world, remainingMs) => answerCall(world, { ...wanted, callSid, signers, remainingMs }),
      done: (ended) => {
        if (ended.ended !== 'answered' || ended.value === 'foreign') return phone.hangUp()
        phone.play(this.#twimlOf(ended.value, {}), ended.value.id)
      },
    })
  }

  turns(phone: Phone, request: TurnRequest, tryNumber = 1): void {
    const { digits, turn } = request
    const { clock, weather } = this.#place.around
    const again = () => {
      if (tryNumber >= TURN_TRIES_MAX) return phone.hangUp()
      clock.after(TRIED_AGAIN_AFTER_MS, () => this.turns(phone, request, tryNumber + 1))
    }
    if (weather.strikes('connection-fails')) {
      again()
      return
    }
    const sessionId = idOf(request.sessionId)
    const { callSid } = phone
    this.invoke({
      name: 'take-turn',
      limitMs: LIMITS_MS.webhook,
      run: (world, remainingMs) =>
        takeTurn(world, { sessionId, callSid, signers, digits, turn, remainingMs }),
      done: (ended) => {
        if (ended.ended !== 'answered') return again()
        if (ended.value === null || ended.value === 'foreign') return phone.hangUp()
        const { session, misunderstood } = ended.value
        phone.play(this.#twimlOf(session, { turn, misunderstood }), sessionId)
      },
    })
  }

  callEnded({ callSid }: Phone): void {
    this.invoke({
      name: 'note-call-status',
      limitMs: LIMITS_MS.webhook,
      run: (world, remainingMs) => noteCallEnded(world, { callSid, signers, remainingMs }),
      done: () => {},
    })
  }

  settles(): void {
    this.invoke({
      name: 'settle-due-sessions',
      limitMs: LIMITS_MS.schedule,
      run: (world, remainingMs) => settleDueSessions(world, { remainingMs }),
      done: () => {},
    })
  }

  #twimlOf(
    session: Session,
    asked: Pick<Parameters<typeof renderSession>[1], 'turn' | 'misunderstood'>,
  ): string {
    return renderSession(session, { voice: this.#place.voice, ...asked })
  }

  /** Only what our own code calls an error may be thrown: everything else is a bug. */
  #complain(error: unknown): void {
    const name = error instanceof Error ? error.name : 'unknown'
    if (name === 'AppError' || name === 'ProblemError') return
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#place.around.watch.broken('works', what)
  }
}

export function idOf(text: string): SessionId {
  const id = parseSessionId(text)
  if (id === null) throw new Error(`A simulated request names no session: ${text}`)
  return id
}
