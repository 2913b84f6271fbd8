import type { EventOf } from '../../../../lambda/domain/session/event.ts'
import { isTokenization, type Session } from '../../../../lambda/domain/session/session.ts'
import type { SessionId } from '../../../../lambda/domain/values/ids.ts'
import type { EpochMs } from '../../../../lambda/domain/values/time.ts'
import { answerAdvanced } from '../../../../lambda/http/client/answers.ts'
import { parseResolution } from '../../../../lambda/http/client/resolution-request.ts'
import { advance } from '../../../../lambda/use-cases/engine/advance.ts'
import type { Front } from '../places/front.ts'
import type { Processor } from '../places/processor/processor.ts'
import type { SessionItems } from '../places/session-items.ts'
import type { Surroundings } from '../surroundings.ts'
import { Screen } from './screen.ts'

interface Desk {
  readonly around: Surroundings
  readonly front: Front
  readonly sessions: SessionItems
  readonly ledger: Pick<Processor, 'chargedAtMs'>
}

/** Some are quick, and may be there when the late callback comes. */
const COMES_AFTER_MS = [660_000, 5_000, 90_000] as const
const LOOKS_AGAIN_AFTER_MS = 610_000
const LOOKS_MAX = 8
/** As the documents ask for: a charge may still be on its way. */
const WAITS_MS = 10 * 60_000
const ANOTHER_COMES_AFTER_MS = [0, 400, 5_000] as const

/** A person who hears of charges that nobody knows of, looks at the processor, and tells us. */
export class Operator {
  readonly #desk: Desk
  readonly #noticedAtMs = new Map<SessionId, number>()
  #people = 0

  constructor(desk: Desk) {
    this.#desk = desk
  }

  notices({ id }: Session): void {
    if (this.#noticedAtMs.has(id)) return
    const { clock, choices } = this.#desk.around
    this.#noticedAtMs.set(id, clock.nowMs)
    clock.after(choices.of(COMES_AFTER_MS), () => this.#looks(id, 1))
  }

  #looks(id: SessionId, look: number): void {
    const { around, sessions } = this.#desk
    const { clock, weather, choices } = around
    const session = sessions.peek(id)
    if (session?.state.status !== 'unresolved') return
    const body = this.#bodyFor(session)
    if (body !== null) {
      this.#tells(id, body)
      if (weather.strikes('operator-twice')) {
        clock.after(choices.of(ANOTHER_COMES_AFTER_MS), () => this.#tells(id, body))
      }
    }
    if (look < LOOKS_MAX) clock.after(LOOKS_AGAIN_AFTER_MS, () => this.#looks(id, look + 1))
  }

  /** The truth of the ledger, when it is one; a token is nothing that a ledger shows. */
  #bodyFor(session: Session): object | null {
    const { ledger, around } = this.#desk
    const by = 'Ada Lovelace'
    if (ledger.chargedAtMs(session.id) !== null) {
      return isTokenization(session)
        ? null
        : { outcome: 'charged', confirmationCode: 'CODE2345', by }
    }
    const noticedAtMs = this.#noticedAtMs.get(session.id) ?? around.clock.nowMs
    const isOver = around.clock.nowMs - noticedAtMs >= WAITS_MS
    return isOver ? { outcome: 'not-charged', by, note: 'Nothing in the ledger.' } : null
  }

  /** As `POST /sessions/{sessionId}/resolution` does. */
  #tells(sessionId: SessionId, body: object): void {
    this.#people += 1
    const { around, front } = this.#desk
    const screen = new Screen({ around, front, name: `operator-${this.#people}` })
    const { by: name, note = null, outcome, confirmationCode = '' } = parseResolution(body)
    const resolver = { by: 'person', name, principal: 'arn:operator', note } as const
    const event = (at: EpochMs): EventOf<'resolved-charged' | 'resolved-not-charged'> =>
      outcome === 'charged'
        ? { type: 'resolved-charged', at, resolver, confirmationCode }
        : { type: 'resolved-not-charged', at, resolver }
    screen.ask({
      name: 'resolve-session',
      send: async (world, { key, remainingMs }) => {
        const asked = { key, fingerprint: JSON.stringify(body) }
        const told = { sessionId, event, key: asked, announce: false, remainingMs }
        return answerAdvanced(await advance(world, told), { sessionId, key })
      },
    })
  }
}
