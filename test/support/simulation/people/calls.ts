import type { Session } from '../../../../lambda/domain/session/session.ts'
import { aCallSid } from '../../a-session.ts'
import type { Recording } from '../midway/recording.ts'
import type { Front } from '../places/front.ts'
import { Phone, type PhoneLine } from '../places/phone/phone.ts'
import type { SessionItems } from '../places/session-items.ts'
import type { FakeTwilio } from '../places/twilio.ts'
import type { Surroundings } from '../surroundings.ts'
import { Agent } from './agent.ts'
import { choosing } from './caller.ts'
import { modeOf, type Plan } from './plan.ts'
import { something } from './wants.ts'

const LINGERS_MS = [5_000, 60_000, 2_400_000] as const
const SECOND_TAB_AFTER_MS = [0, 30, 3_000] as const

/** Times that a caller is sent to pay again on the same call, at the most. */
const RETURNS_MAX = 2

interface Room {
  readonly front: Front
  readonly sessions: SessionItems
  readonly twilio: FakeTwilio
}

/** The calls of a schedule, and the agents beside them. */
export class Calls {
  readonly #around: Surroundings
  readonly #room: Room
  readonly #phones = new Map<string, Phone>()

  constructor(around: Surroundings, room: Room) {
    this.#around = around
    this.#room = room
  }

  /** A call that is in progress. */
  of({ callSid }: { readonly callSid: string }): Phone | null {
    const phone = this.#phones.get(callSid)
    return phone === undefined || phone.isOver ? null : phone
  }

  /** The phone rings, and nobody knows of the call yet. */
  begins(call: number, plan: Plan): void {
    this.#around.spells.mayBegin()
    const phone = this.#phone(call, plan)
    if (plan.kind === 'alone') this.#room.front.answers(phone, plan.wanted)
    else this.#agentsBegin(phone, { plan, session: null })
  }

  /** A call is in the middle of this session: who is on it goes on. */
  goesOn({ call, plan, stored }: Recording): void {
    const { session } = stored
    this.#around.spells.mayBegin()
    const phone = this.#phone(call, plan)
    this.#room.twilio.goesOn(session.callSid)
    if (plan.kind !== 'assisted') this.#room.front.repeats(phone, session)
    if (plan.kind !== 'alone') this.#agentsBegin(phone, { plan, session })
  }

  #phone(call: number, { wanted }: Plan): Phone {
    const { choices, weather } = this.#around
    const { front, twilio } = this.#room
    let returns = 0
    const line: PhoneLine = {
      chooses: choosing(this.#around),
      turns: (phone, request) => front.turns(phone, request),
      ends: (phone) => {
        twilio.callEnds(phone.callSid)
        if (choices.below(4) !== 1) front.callEnded(phone)
      },
      leaves: (phone) => {
        returns += 1
        const isBack = returns <= RETURNS_MAX && weather.strikes('caller-comes-back')
        if (!isBack) return phone.hangUp()
        front.answers(phone, choices.below(2) === 0 ? wanted : something(wanted))
      },
    }
    const phone = new Phone(aCallSid(call), { around: this.#around, line })
    this.#phones.set(phone.callSid, phone)
    return phone
  }

  #agentsBegin(
    phone: Phone,
    { plan, session }: { readonly plan: Plan; readonly session: Session | null },
  ): void {
    const { clock, choices, weather } = this.#around
    const tabs = weather.strikes('agent-second-tab') ? 2 : 1
    let open = tabs
    const done = () => {
      open -= 1
      if (open > 0 || phone.hasSpoken) return
      clock.after(choices.of(LINGERS_MS), () => phone.hangUp())
    }
    const { front, sessions } = this.#room
    const { wanted } = plan
    for (let tab = 1; tab <= tabs; tab++) {
      // The recorded screen has used the names of its keys.
      const name = `${phone.callSid}-${session === null ? '' : 'later-'}${tab}`
      const desk = { around: this.#around, front, sessions, phone, name, mode: modeOf(plan) }
      const agent = new Agent(desk, { wanted, done })
      if (tab === 1 && session !== null) agent.goesOn(session.id)
      else clock.after(tab === 1 ? 0 : choices.of(SECOND_TAB_AFTER_MS), () => agent.start())
    }
  }
}
