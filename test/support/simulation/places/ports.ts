import { paymentParameters } from '../../../../lambda/adapters/twilio/payment-form.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { parseEpochMs } from '../../../../lambda/domain/values/time.ts'
import type { Calls } from '../../../../lambda/ports/calls.ts'
import { AppError } from '../../../../lambda/ports/errors.ts'
import type { SendOutcome, TwilioPayments } from '../../../../lambda/ports/twilio-payments.ts'
import type { World } from '../../../../lambda/use-cases/engine/world.ts'
import { aSessionId } from '../../a-session.ts'
import type { Surroundings } from '../surroundings.ts'
import { BEGINNING } from '../time/beginning.ts'
import type { Functions, Invocation, Reply } from '../time/functions.ts'
import type { Phone } from './phone/phone.ts'
import { lookUpOf } from './processor/look-up.ts'
import type { CallbackQueue } from './queue/callback-queue.ts'
import type { Replays } from './queue/replays.ts'
import { claimsOf, progressOf, sessionsOf, type Tables } from './stores.ts'
import type { FakeTwilio } from './twilio.ts'

/** As the adapter has it. */
const TIMEOUT_MS = 5_000
const LATE_MS = [5_500, 12_000, 80_000, 200_000] as const

export interface Place {
  readonly around: Surroundings
  readonly functions: Functions
  readonly tables: Tables
  readonly twilio: FakeTwilio
  readonly queue: CallbackQueue
  readonly journal: World['journal']
  readonly voice: World['voice']
  /** The call, while it is in progress. */
  readonly phoneOf: (session: Session) => Phone | null
}

/** Which function it is that sees the ports. */
export interface Inside {
  readonly place: Place
  readonly invocation: Invocation
  /** What it was given out of the queue, if anything. */
  readonly replays: Replays | null
}

const merchants = new Map([['default', { paymentConnector: 'Default' }]])

/**
 * The ports as one function sees them. What a function does not use is not made: there are
 * millions of them.
 */
export class FunctionWorld implements World {
  readonly sessions: World['sessions']
  readonly surroundings: World['surroundings']
  readonly journal: World['journal']
  readonly voice: World['voice']
  readonly merchants = merchants
  readonly #place: Place
  readonly #invocation: Invocation
  readonly #replays: Replays | null
  readonly #io: Io = (what, act) =>
    this.#place.functions.io({ invocation: this.#invocation, what }, act)

  constructor({ place, invocation, replays }: Inside) {
    const { clock, choices } = place.around
    this.#place = place
    this.#invocation = invocation
    this.#replays = replays
    this.sessions = sessionsOf({ place, invocation })
    this.journal = place.journal
    this.voice = place.voice
    this.surroundings = {
      now: () => parseEpochMs(BEGINNING + clock.nowMs + invocation.skewMs),
      wait: (delayMs) => this.#io('wait', () => ({ afterMs: delayMs, value: undefined })),
      chance: () => choices.below(8) / 8,
      newSessionId: () => aSessionId(place.tables.newNumber()),
    }
  }

  get claims(): World['claims'] {
    return claimsOf({ place: this.#place, invocation: this.#invocation })
  }

  get progress(): World['progress'] {
    return progressOf({ place: this.#place, invocation: this.#invocation })
  }

  get payments(): World['payments'] {
    return paymentsOf(this.#place, this.#invocation)
  }

  get calls(): World['calls'] {
    return callsOf(this.#place, this.#io)
  }

  get callbacks(): World['callbacks'] {
    return this.#place.queue.port(this.#io, this.#replays)
  }

  get outcomes(): World['outcomes'] {
    return outcomesOf(this.#place, this.#io)
  }

  get lookUp(): World['lookUp'] {
    const { around, twilio } = this.#place
    return around.hasLookUp ? lookUpOf(around, { processor: twilio.processor, io: this.#io }) : null
  }

  get vault(): World['vault'] {
    const { weather } = this.#place.around
    return {
      seal: (token) =>
        this.#io('seal', () => {
          if (!weather.strikes('vault-down')) return { afterMs: 0, value: token.paymentToken }
          return { afterMs: 2_000, later: vaultDown }
        }),
      open: async (sealed) => ({ paymentToken: sealed, profileId: '' }),
    }
  }
}

const vaultDown = (): never => {
  throw new AppError('vault-unavailable', { message: 'The simulated vault is away.' })
}

type Io = <T>(what: string, act: () => Reply<T>) => Promise<T>

function outcomesOf({ around: { weather, watch } }: Place, io: Io): World['outcomes'] {
  return {
    put: ({ session, outcome }) =>
      io(`tell ${outcome.number} ${outcome.status}`, () => {
        if (weather.strikes('outcomes-away')) return { afterMs: 1_000, value: 'unavailable' }
        watch.told(session.id, outcome)
        const isUnanswered = weather.strikes('outcome-unanswered')
        return { afterMs: 0, value: isUnanswered ? 'unavailable' : 'queued' }
      }),
  }
}

function paymentsOf(place: Place, invocation: Invocation): TwilioPayments {
  const { around, functions, tables, twilio } = place
  const { watch, trace } = around
  return {
    timeoutMs: TIMEOUT_MS,
    send: ({ session, command }) => {
      const { attempt, step, type } = command
      const what = `${type} ${attempt}/${step}`
      watch.sends({ session, command, durable: tables.sessions.peek(session.id) })
      const form = paymentParameters({ session, command }, `${session.id}/${attempt}/${step}`)
      const paymentSid = command.type === 'create' ? null : command.paymentSid
      const execute = () => {
        const answer = twilio.request({ callSid: session.callSid, paymentSid, form })
        trace.note(() => `Twilio is asked: ${what}, and answers ${JSON.stringify(answer)}`)
        return outcomeOf(answer)
      }
      return functions.io({ invocation, what }, () => {
        const reply = replyOf(around, execute)
        // From now on it may have been executed, whoever dies before the answer is seen.
        if (reply.value.outcome !== 'unsent') watch.mayHaveReached(session, command)
        return reply
      })
    },
  }
}

type TwilioAnswer = ReturnType<FakeTwilio['request']>

const outcomeOf = (answer: TwilioAnswer): SendOutcome =>
  'sid' in answer
    ? { outcome: 'accepted', paymentSid: answer.sid }
    : { outcome: 'refused', twilioCode: answer.code }

interface Answered {
  readonly afterMs: number
  readonly value: SendOutcome
}

/** What becomes of a request on its way to Twilio and back. */
function replyOf(around: Surroundings, execute: () => SendOutcome): Answered {
  const { clock, choices, weather, spells } = around
  const unknown = { outcome: 'unknown' } as const
  if (spells.isSecretRotated) {
    return { afterMs: 0, value: { outcome: 'refused', twilioCode: NOT_AUTHENTICATED } }
  }
  if (weather.strikes('twilio-429')) {
    const retryAfterMs = choices.of([null, 1_000, 10_000])
    return { afterMs: 0, value: { outcome: 'unsent', retryAfterMs, twilioCode: 20429 } }
  }
  if (weather.strikes('twilio-no-connection')) {
    return { afterMs: 0, value: { outcome: 'unsent', retryAfterMs: null } }
  }
  if (weather.strikes('twilio-4xx')) {
    return { afterMs: 0, value: { outcome: 'refused', twilioCode: choices.of(REFUSALS) } }
  }
  if (weather.strikes('twilio-5xx-lost')) return { afterMs: 0, value: unknown }
  if (weather.strikes('twilio-late-request')) {
    clock.after(choices.of(LATE_MS), () => void execute())
    return { afterMs: TIMEOUT_MS, value: unknown }
  }
  const outcome = execute()
  if (weather.strikes('twilio-5xx-executed')) return { afterMs: 0, value: unknown }
  if (weather.strikes('twilio-slow-answer')) return { afterMs: TIMEOUT_MS, value: unknown }
  return { afterMs: 0, value: outcome }
}

const NOT_AUTHENTICATED = 20003

/** Credentials, a parameter, a resource that Twilio cannot find just now, a call in no state. */
const REFUSALS = [NOT_AUTHENTICATED, 64020, 20404, 21220, 64021] as const

function callsOf({ around, phoneOf }: Place, io: Io): Calls {
  const { weather, spells } = around
  return {
    say: (session, twiml) =>
      io('say', () => {
        const phone = phoneOf(session)
        const isLost = spells.isSecretRotated || weather.strikes('push-lost')
        if (phone === null || isLost) return { afterMs: 0, value: false }
        phone.play(twiml, session.id)
        return { afterMs: 0, value: !weather.strikes('push-unsure') }
      }),
    status: (session) =>
      io('look at the call', () => {
        const isUntold = spells.isSecretRotated || weather.strikes('call-look-fails')
        if (isUntold) return { afterMs: 0, value: 'unknown' as const }
        return { afterMs: 0, value: phoneOf(session) === null ? 'over' : 'in-progress' }
      }),
  }
}
