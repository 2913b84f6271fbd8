import type { Session } from '../../../../lambda/domain/session/session.ts'
import { parseSessionId, type SessionId } from '../../../../lambda/domain/values/ids.ts'
import { answerCall } from '../../../../lambda/use-cases/answer-call.ts'
import type { World } from '../../../../lambda/use-cases/engine/world.ts'
import { noteCallEnded } from '../../../../lambda/use-cases/note-call-ended.ts'
import { settleDueSessions } from '../../../../lambda/use-cases/settle-due-sessions.ts'
import { takeTurn } from '../../../../lambda/use-cases/take-turn.ts'
import { renderSession } from '../../../../lambda/voice/render.ts'
import { timeoutSeconds } from '../../../../lib/facts/function-limits.ts'
import { thrownText } from '../checks/thrown.ts'
import type { Wanted } from '../people/wants.ts'
import type { Ended } from '../time/functions.ts'
import type { Phone, TurnRequest } from './phone/phone.ts'
import { FunctionWorld, type Place } from './ports.ts'
import type { Replays } from './queue/replays.ts'
import type { Tampering } from './tampering.ts'

/** After which Lambda kills a function. */
export const LIMITS_MS = {
  webhook: timeoutSeconds('receive-callback') * 1_000,
  client: timeoutSeconds('start-session') * 1_000,
  schedule: timeoutSeconds('settle-due-sessions') * 1_000,
  queue: timeoutSeconds('replay-callbacks') * 1_000,
} as const

/** `rc=2` of the addresses of turns. */
const TURN_TRIES_MAX = 3
const TRIED_AGAIN_AFTER_MS = 500

const signers = ['default']

export interface Run<T> {
  readonly name: string
  readonly limitMs: number
  readonly run: (world: World, remainingMs: () => number) => Promise<T>
  readonly done: (ended: Ended<T>) => void
  /** What it is given out of the queue. */
  readonly replays?: Replays
}

/** Our front door: what calls, the schedule, clients and the queue use, a function for each. */
export class Front {
  readonly #place: Place
  readonly #tampering: Tampering

  constructor(place: Place, tampering: Tampering) {
    this.#place = place
    this.#tampering = tampering
  }

  invoke<T>({ name, limitMs, run, done, replays }: Run<T>): void {
    const place = this.#place
    const { around, functions } = place
    functions.call({
      name,
      limitMs,
      run: (invocation) => {
        const honest = new FunctionWorld({ place, invocation, replays: replays ?? null })
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

  /** A call comes in to pay, and hears what there is to hear. */
  answers(phone: Phone, wanted: Wanted): void {
    const { callSid } = phone
    if (this.#place.around.spells.isSecretRotated) {
      phone.hangUp()
      return
    }
    this.invoke({
      name: 'answer-call',
      limitMs: LIMITS_MS.webhook,
      run: (world, remainingMs) => answerCall(world, { ...wanted, callSid, signers, remainingMs }),
      done: (ended) => {
        if (ended.ended !== 'answered' || typeof ended.value === 'string') return phone.hangUp()
        phone.play(this.#twimlOf(ended.value, {}), ended.value.id)
      },
    })
  }

  /** The call hears once more what there is to hear in this session. */
  repeats(phone: Phone, session: Session): void {
    phone.play(this.#twimlOf(session, {}), session.id)
  }

  turns(phone: Phone, request: TurnRequest, tryNumber = 1): void {
    const { digits, turn } = request
    const { clock, weather, spells } = this.#place.around
    // Refused with 403, which is not tried again: the caller hears Twilio's error, and the end.
    if (spells.isSecretRotated) {
      phone.hangUp()
      return
    }
    const again = () => {
      if (tryNumber >= TURN_TRIES_MAX) return phone.hangUp()
      clock.after(TRIED_AGAIN_AFTER_MS, () => this.turns(phone, request, tryNumber + 1))
    }
    if (weather.strikes('connection-fails')) {
      again()
      return
    }
    const { sessionId } = request
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
    if (this.#place.around.spells.isSecretRotated) return
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

  replays(replays: Replays, done: Run<readonly string[]>['done']): void {
    const { messages } = replays
    this.invoke({
      name: 'replay-callbacks',
      limitMs: LIMITS_MS.queue,
      run: (world, remainingMs) => this.#tampering.replay(world, { messages, remainingMs }),
      done,
      replays,
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
    this.#place.around.watch.broken('works', thrownText(error))
  }
}

export function idOf(text: string): SessionId {
  const id = parseSessionId(text)
  if (id === null) throw new Error(`A simulated request names no session: ${text}`)
  return id
}
