import type { CaptureField } from '../../../../lambda/domain/payment/capture-fields.ts'
import type { EventOf } from '../../../../lambda/domain/session/event.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { SessionId } from '../../../../lambda/domain/values/ids.ts'
import type { EpochMs } from '../../../../lambda/domain/values/time.ts'
import { answerAdvanced, answerStarted } from '../../../../lambda/http/client/answers.ts'
import { advance } from '../../../../lambda/use-cases/engine/advance.ts'
import { startSession } from '../../../../lambda/use-cases/start-session.ts'
import type { Front } from '../places/front.ts'
import type { Phone } from '../places/phone/phone.ts'
import type { SessionItems } from '../places/session-items.ts'
import type { Surroundings } from '../surroundings.ts'
import { BEGINNING } from '../time/beginning.ts'
import { Screen } from './screen.ts'
import { something, type Wanted } from './wants.ts'

interface Desk {
  readonly around: Surroundings
  readonly front: Front
  readonly sessions: SessionItems
  readonly phone: Phone
  readonly name: string
  /** `guided` takes over a call that is in progress, and leaves the rest to the flow. */
  readonly mode: Session['mode']
}

type Asked = EventOf<'capture-requested' | 'complete-requested' | 'cancel-requested'>

const LOOKS_EVERY_MS = 2_000
/** After so many looks an agent goes home. */
const LOOKS_MAX = 120
/** Without anything new for so many looks, the field is asked again. */
const PATIENT_LOOKS = 15
const STARTS_MAX = 3

/** An agent's screen: starts, asks for each field, completes, and now and then does otherwise. */
export class Agent {
  readonly #desk: Desk
  readonly #screen: Screen
  readonly #done: () => void
  #wanted: Wanted
  #sessionId: SessionId | null = null
  #starts = 0
  #looks = 0
  #sameLooks = 0
  #seen = ''

  constructor(desk: Desk, payment: { readonly wanted: Wanted; readonly done: () => void }) {
    this.#desk = desk
    this.#screen = new Screen(desk)
    this.#wanted = payment.wanted
    this.#done = payment.done
  }

  start(): void {
    this.#starts += 1
    this.#startsSession()
    this.#looksLater()
  }

  /** The session was started, and so far all went well. */
  goesOn(sessionId: SessionId): void {
    this.#starts += 1
    this.#sessionId = sessionId
    this.#looksLater()
  }

  #startsSession(): void {
    const { mode, phone } = this.#desk
    const wanted = this.#wanted
    const { callSid } = phone
    const common = { ...wanted, mode, callSid, fingerprint: wanted.purchase.reference }
    this.#screen.ask({
      name: 'start-session',
      send: async (world, sending) => {
        const announce = mode === 'guided'
        const started = await startSession(world, { ...common, ...sending, announce })
        if ('sessionId' in started) this.#sessionId = started.sessionId
        if ('session' in started) this.#sessionId = started.session.id
        return answerStarted(started, sending.key)
      },
    })
  }

  #asks(event: (at: EpochMs) => Asked): void {
    const sessionId = this.#sessionId
    if (sessionId === null) return
    this.#screen.ask({
      name: event(BEGINNING).type,
      send: async (world, { key, remainingMs }) => {
        const fingerprint = JSON.stringify(event(BEGINNING))
        const announce = event(BEGINNING).type !== 'capture-requested'
        const asked = { sessionId, event, key: { key, fingerprint }, announce, remainingMs }
        return answerAdvanced(await advance(world, asked), { sessionId, key })
      },
    })
  }

  #looksLater(): void {
    this.#desk.around.clock.after(LOOKS_EVERY_MS, () => this.#looksAt())
  }

  #looksAt(): void {
    const { weather } = this.#desk.around
    this.#looks += 1
    if (this.#looks > LOOKS_MAX || weather.strikes('agent-leaves')) {
      this.#done()
      return
    }
    const session = this.#sessionId === null ? null : this.#desk.sessions.peek(this.#sessionId)
    if (session === null) {
      if (!this.#screen.isBusy) {
        this.#done()
        return
      }
    } else if (this.#isOver(session)) {
      if (!this.#startsAgain()) {
        this.#done()
        return
      }
    } else if (this.#desk.mode === 'assisted') {
      this.#drives(session)
    }
    this.#looksLater()
  }

  #isOver({ state }: Session): boolean {
    return ['succeeded', 'failed', 'cancelled', 'unresolved'].includes(state.status)
  }

  #startsAgain(): boolean {
    const { weather, choices } = this.#desk.around
    if (this.#screen.isBusy) return true
    if (this.#starts >= STARTS_MAX || !weather.strikes('agent-charges-again')) return false
    if (choices.below(3) === 1) this.#wanted = something(this.#wanted)
    this.#starts += 1
    this.#startsSession()
    return true
  }

  #drives(session: Session): void {
    const { weather, choices } = this.#desk.around
    const { status } = session.state
    const seen = `${session.id} ${status} ${session.step} ${session.captured.length}`
    this.#sameLooks = seen === this.#seen ? this.#sameLooks + 1 : 0
    this.#seen = seen
    if (weather.strikes('agent-cancels')) this.#asks(cancel)
    // Who sees nothing new asks for nothing else.
    if (this.#sameLooks === 0 && weather.strikes('agent-out-of-order')) {
      this.#asks(choices.below(2) === 0 ? complete : capture(choices.of(OUT_OF_ORDER)))
    }
    if (this.#screen.isBusy) return
    const { fields } = session.terms
    const next = fields.find((field) => !session.captured.includes(field))
    if (status === 'collecting') this.#asks(next === undefined ? complete : capture(next))
    if (status === 'capturing' && this.#sameLooks >= PATIENT_LOOKS && next !== undefined) {
      this.#sameLooks = 0
      this.#asks(capture(next))
    }
  }
}

const OUT_OF_ORDER = ['security-code', 'expiration-date', 'payment-card-number'] as const

const capture =
  (field: CaptureField) =>
  (at: EpochMs): Asked => ({ type: 'capture-requested', at, field })
const complete = (at: EpochMs): Asked => ({ type: 'complete-requested', at })
const cancel = (at: EpochMs): Asked => ({ type: 'cancel-requested', at })
