import { isTokenization, type Session } from '../../../lambda/domain/session/session.ts'
import { isLate } from './checks/liveness.ts'
import type { Recording } from './midway/recording.ts'
import { Calls } from './people/calls.ts'
import { Keypad } from './people/keypad.ts'
import { Operator } from './people/operator.ts'
import { anyPlan, type Plan } from './people/plan.ts'
import { Deliveries } from './places/deliveries.ts'
import { Front } from './places/front.ts'
import type { Place } from './places/ports.ts'
import { CallbackQueue } from './places/queue/callback-queue.ts'
import { SessionItems } from './places/session-items.ts'
import type { Tampering } from './places/tampering.ts'
import { FakeTwilio } from './places/twilio.ts'
import type { Surroundings } from './surroundings.ts'
import { BEGINNING } from './time/beginning.ts'
import { Functions, SKEW_MS_MAX } from './time/functions.ts'

const SCHEDULED_EVERY_MS = 60_000
/** The longest are for what comes after an outage, and for look-ups. */
const STORM_MS = [240_000, 480_000, 120_000, 1_320_000] as const
const CALLS_APART_MS = [0, 700, 20_000] as const

interface SceneOptions {
  readonly tampering: Tampering
  /** Of the first session and the first Payments resource. */
  readonly firstNumber?: number
}

/** The whole of a schedule: our functions and tables, Twilio, phones, and the people at them. */
export class Scene {
  readonly twilio: FakeTwilio
  readonly #around: Surroundings
  readonly #place: Place
  readonly #front: Front
  readonly #operator: Operator
  readonly #calls: Calls
  readonly #deliveries: Deliveries
  #calmSinceMs = Number.POSITIVE_INFINITY
  #sessionNumbers: number
  #paymentNumbers: number

  constructor(around: Surroundings, options: SceneOptions) {
    const { tampering, firstNumber = 1 } = options
    this.#around = around
    this.#sessionNumbers = firstNumber - 1
    this.#paymentNumbers = firstNumber - 1
    const sessions = new SessionItems(around)
    const tables = {
      sessions,
      claims: new Map(),
      progress: new Map(),
      newNumber: () => {
        this.#sessionNumbers += 1
        return this.#sessionNumbers
      },
    }
    const keypad = new Keypad(around, (told) => deliveries.tells(told))
    this.twilio = new FakeTwilio(around, {
      tells: (told) => deliveries.tells(told),
      listens: (payment) => {
        const phone = this.#calls.of(payment)
        if (phone !== null) keypad.listens(payment, { phone, twilio: this.twilio })
      },
      newNumber: () => {
        this.#paymentNumbers += 1
        return this.#paymentNumbers
      },
      isOver: (callSid) => this.#calls.of({ callSid }) === null,
    })
    this.#place = {
      around,
      functions: new Functions(around),
      tables,
      twilio: this.twilio,
      queue: new CallbackQueue(around, (replays, done) => this.#front.replays(replays, done)),
      journal: { write: (entry) => around.watch.journal(entry) },
      voice: { delivery: around.delivery, publicBaseUrl: 'https://pay.example.com' },
      phoneOf: (session) => this.#calls.of(session),
    }
    const front = new Front(this.#place, tampering)
    this.#front = front
    const { queue } = this.#place
    const deliveries = new Deliveries(around, { front, sessions, queue, tampering })
    this.#deliveries = deliveries
    this.#calls = new Calls(around, { front, sessions, twilio: this.twilio })
    const ledger = this.twilio.processor
    this.#operator = new Operator({ around, front, sessions, ledger })
  }

  /** Nothing happens but by the clock; this only winds it up. */
  begin(calls: number): void {
    const { clock, choices } = this.#around
    let startsAtMs = 0
    for (let call = 1; call <= calls; call++) {
      startsAtMs += choices.of(CALLS_APART_MS)
      clock.after(startsAtMs, () => this.#calls.begins(call, anyPlan(choices, call)))
    }
    this.#windUp()
  }

  /** One call of which everything is known before. */
  beginWith(call: number, plan: Plan): void {
    this.#around.clock.after(0, () => this.#calls.begins(call, plan))
    this.#windUp()
  }

  /** With each call in the middle of its payment, where and when it was recorded. */
  beginMidway(recordings: readonly Recording[]): void {
    const { clock } = this.#around
    clock.nowMs = Math.min(...recordings.map(({ atMs }) => atMs))
    // Each has the number of its call; what is new comes after all of them.
    this.#sessionNumbers = Math.max(...recordings.map(({ call }) => call))
    this.#paymentNumbers = this.#sessionNumbers
    for (const recording of recordings) {
      clock.after(recording.atMs - clock.nowMs, () => {
        this.restores(recording)
        this.#calls.goesOn(recording)
      })
    }
    this.#windUp()
  }

  /** No function runs, and no callback is on its way. */
  get isIdle(): boolean {
    return this.#place.functions.isIdle && this.#deliveries.isIdle
  }

  allOf({ id }: Session): Omit<Recording, 'call' | 'plan' | 'atMs'> {
    const { sessions, claims } = this.#place.tables
    const stored = sessions.read(id, { isNextVersion: false })
    const payment = [...this.twilio.payments.values()].find((other) => other.sessionId === id)
    if (stored === null || payment === undefined) throw new Error(`There is no payment of ${id}.`)
    return {
      stored,
      sinceMs: sessions.sinceMs(id),
      claims: [...claims.values()],
      payment: { ...payment, entered: [...payment.entered] },
      answers: [...this.twilio.answers],
      told: this.#deliveries.toldOf(id).map(({ to, parameters }) => ({ to, parameters })),
      memory: this.#around.watch.memory,
    }
  }

  restores(recording: Recording): void {
    const { sessions, claims } = this.#place.tables
    const { id } = recording.stored.session
    sessions.begin(recording)
    for (const claim of recording.claims) claims.set(claim.key, claim)
    const payment = { ...recording.payment, entered: new Set(recording.payment.entered) }
    this.twilio.payments.set(payment.sid, payment)
    for (const [key, answer] of recording.answers) this.twilio.answers.set(key, answer)
    const told = recording.told.map(({ to, parameters }) => ({ payment, to, parameters }))
    this.#deliveries.haveTold(id, told)
    this.#around.watch.remembers(recording.memory)
  }

  #windUp(): void {
    const { clock, choices, weather, spells } = this.#around
    clock.after(choices.of(STORM_MS), () => {
      weather.clearUp()
      this.#calmSinceMs = Math.max(clock.nowMs, spells.overAtMs)
    })
    clock.after(SCHEDULED_EVERY_MS, () => this.#minutePasses())
  }

  sessions(): readonly Session[] {
    return this.#place.tables.sessions.all()
  }

  /** What must be so when nothing can happen any more. */
  ends(): void {
    this.#place.queue.ends()
    const { watch, hasLookUp, hasOperator } = this.#around
    for (const session of this.sessions()) {
      if (session.state.status !== 'unresolved') continue
      // A token comes by a callback or never; a person can only say that there was none.
      const isToken = isTokenization(session)
      const isFindable = isToken
        ? hasOperator && watch.charges(session.id) === 0
        : hasOperator || hasLookUp
      if (isFindable) watch.broken('found-out', `Nobody has found out about ${session.id}.`)
    }
  }

  /** As the schedule does, as long as there is anything that could still change. */
  #minutePasses(): void {
    const { clock, weather, watch, hasOperator } = this.#around
    const { nowMs } = clock
    const { sessions } = this.#place.tables
    for (const item of sessions.items()) {
      const { id, state } = item.session
      if (isLate(item, { nowMs, calmSinceMs: this.#calmSinceMs })) {
        watch.broken('comes-to-an-end', `${id} is still ${state.status}, and due.`)
      }
      if (hasOperator && state.status === 'unresolved') this.#operator.notices(item.session)
    }
    if (clock.isBusy || sessions.hasDue(Number.POSITIVE_INFINITY)) {
      clock.after(SCHEDULED_EVERY_MS, () => this.#minutePasses())
    }
    // A run that would find nothing, whatever its clock, changes nothing and is left out.
    const aheadMs = weather.mayStrike('clock-skewed') ? SKEW_MS_MAX : 0
    if (!sessions.hasDue(BEGINNING + nowMs + aheadMs) || weather.strikes('schedule-missed')) return
    this.#front.settles()
    if (weather.strikes('schedule-twice')) this.#front.settles()
  }
}
