import { isTokenization, type Session } from '../../../lambda/domain/session/session.ts'
import { aCallSid } from '../a-session.ts'
import { isAtRest, isLate } from './checks/liveness.ts'
import { Agent } from './people/agent.ts'
import { choosing } from './people/caller.ts'
import { Keypad } from './people/keypad.ts'
import { Operator } from './people/operator.ts'
import { anything, something, type Wanted } from './people/wants.ts'
import { Deliveries } from './places/deliveries.ts'
import { Front } from './places/front.ts'
import { Phone, type PhoneLine } from './places/phone/phone.ts'
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
const LINGERS_MS = [5_000, 60_000, 2_400_000] as const
const SECOND_TAB_AFTER_MS = [0, 30, 3_000] as const

/** Times that a caller is sent to pay again on the same call, at the most. */
const RETURNS_MAX = 2

/** The whole of a schedule: our functions and tables, Twilio, phones, and the people at them. */
export class Scene {
  readonly twilio: FakeTwilio
  readonly #around: Surroundings
  readonly #place: Place
  readonly #front: Front
  readonly #operator: Operator
  readonly #phones = new Map<string, Phone>()
  #calmSinceMs = Number.POSITIVE_INFINITY
  #sessionNumbers = 0

  constructor(around: Surroundings, tampering: Tampering) {
    this.#around = around
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
        const phone = this.#phoneOf(payment)
        if (phone !== null) keypad.listens(payment, { phone, twilio: this.twilio })
      },
      isOver: (callSid) => this.#phoneOf({ callSid }) === null,
    })
    this.#place = {
      around,
      functions: new Functions(around),
      tables,
      twilio: this.twilio,
      queue: new CallbackQueue(around, (replays, done) => this.#front.replays(replays, done)),
      journal: { write: (entry) => around.watch.journal(entry) },
      voice: { delivery: around.delivery, publicBaseUrl: 'https://pay.example.com' },
      phoneOf: (session) => this.#phoneOf(session),
    }
    const front = new Front(this.#place, tampering)
    this.#front = front
    const { queue } = this.#place
    const deliveries = new Deliveries(around, { front, sessions, queue, tampering })
    const ledger = this.twilio.processor
    this.#operator = new Operator({ around, front, sessions, ledger })
  }

  /** Nothing happens but by the clock; this only winds it up. */
  begin(calls: number): void {
    const { clock, choices, weather, spells } = this.#around
    let startsAtMs = 0
    for (let call = 1; call <= calls; call++) {
      startsAtMs += choices.of(CALLS_APART_MS)
      clock.after(startsAtMs, () => this.#callBegins(call))
    }
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

  #phoneOf({ callSid }: { readonly callSid: string }): Phone | null {
    const phone = this.#phones.get(callSid)
    return phone === undefined || phone.isOver ? null : phone
  }

  #callBegins(call: number): void {
    const { choices, spells } = this.#around
    const wanted = anything(choices, call)
    spells.mayBegin()
    let returns = 0
    const line: PhoneLine = {
      chooses: choosing(this.#around),
      turns: (phone, request) => this.#front.turns(phone, request),
      ends: (phone) => this.#callEnds(phone),
      leaves: (phone) => {
        returns += 1
        const isBack = returns <= RETURNS_MAX && this.#around.weather.strikes('caller-comes-back')
        if (!isBack) return phone.hangUp()
        this.#front.answers(phone, choices.below(2) === 0 ? wanted : something(wanted))
      },
    }
    const phone = new Phone(aCallSid(call), { around: this.#around, line })
    this.#phones.set(phone.callSid, phone)
    const kind = choices.of(['alone', 'assisted', 'alone', 'assisted', 'taken-over'])
    if (kind === 'alone') {
      this.#front.answers(phone, wanted)
      return
    }
    this.#agentsBegin(phone, { wanted, mode: kind === 'assisted' ? 'assisted' : 'guided' })
  }

  #agentsBegin(
    phone: Phone,
    { wanted, mode }: { readonly wanted: Wanted; readonly mode: Session['mode'] },
  ): void {
    const { clock, choices, weather } = this.#around
    const tabs = weather.strikes('agent-second-tab') ? 2 : 1
    let open = tabs
    const done = () => {
      open -= 1
      if (open > 0 || phone.hasSpoken) return
      clock.after(choices.of(LINGERS_MS), () => phone.hangUp())
    }
    const { sessions } = this.#place.tables
    for (let tab = 1; tab <= tabs; tab++) {
      const name = `${phone.callSid}-${tab}`
      const desk = { around: this.#around, front: this.#front, sessions, phone, name, mode }
      const agent = new Agent(desk, { wanted, done })
      clock.after(tab === 1 ? 0 : choices.of(SECOND_TAB_AFTER_MS), () => agent.start())
    }
  }

  #callEnds(phone: Phone): void {
    this.twilio.callEnds(phone.callSid)
    if (this.#around.choices.below(4) !== 1) this.#front.callEnded(phone)
  }

  /** As the schedule does, as long as there is anything that could still change. */
  #minutePasses(): void {
    const { clock, weather, watch } = this.#around
    const sessions = this.sessions()
    for (const session of sessions) {
      const sinceMs = this.#place.tables.sessions.sinceMs(session.id)
      const times = { nowMs: clock.nowMs, calmSinceMs: this.#calmSinceMs, sinceMs }
      if (!isLate(session, times)) continue
      watch.broken('comes-to-an-end', `${session.id} is still ${session.state.status}, and due.`)
    }
    if (this.#around.hasOperator) {
      for (const session of sessions) {
        if (session.state.status === 'unresolved') this.#operator.notices(session)
      }
    }
    const isQuiet = sessions.every(isAtRest)
    if (this.#findsAnything() && !weather.strikes('schedule-missed')) {
      this.#front.settles()
      if (weather.strikes('schedule-twice')) this.#front.settles()
    }
    if (!isQuiet || clock.isBusy) {
      clock.after(SCHEDULED_EVERY_MS, () => this.#minutePasses())
    }
  }

  /** A run that would find nothing, whatever its clock, changes nothing and is left out. */
  #findsAnything(): boolean {
    const { clock, weather } = this.#around
    const aheadMs = weather.mayStrike('clock-skewed') ? SKEW_MS_MAX : 0
    return this.#place.tables.sessions.hasDue(BEGINNING + clock.nowMs + aheadMs)
  }
}
