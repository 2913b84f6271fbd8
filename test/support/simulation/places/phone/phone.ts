import type { CallSid, SessionId } from '../../../../../lambda/domain/values/ids.ts'
import type { Turn } from '../../../../../lambda/voice/turn.ts'
import type { Surroundings } from '../../surroundings.ts'
import { type Document, documentIn, type Next } from './twiml.ts'

export interface TurnRequest {
  readonly sessionId: SessionId
  readonly digits: string | null
  readonly turn: Turn
}

export interface PhoneLine {
  /** Which key the caller presses at a menu, if any. */
  readonly chooses: (phone: Phone, words: string) => string | null
  readonly turns: (phone: Phone, request: TurnRequest) => void
  /** The call goes on somewhere else. */
  readonly leaves: (phone: Phone) => void
  readonly ends: (phone: Phone) => void
}

const SPEECH_MS = 3_000
const LISTENED_FOR_MS = 2_000

/** More turns than any caller has the patience for. */
const TURNS_MAX = 120

/** A call, and what it does with the TwiML that it is given. */
export class Phone {
  readonly callSid: CallSid
  isOver = false
  readonly #around: Surroundings
  readonly #line: PhoneLine
  #documents = 0
  #turns = 0

  constructor(callSid: CallSid, options: { around: Surroundings; line: PhoneLine }) {
    this.callSid = callSid
    this.#around = options.around
    this.#line = options.line
  }

  /** Runs this from now on, whatever was running before. */
  play(twiml: string, sessionId: SessionId): void {
    if (this.isOver) return
    this.#documents += 1
    const document = documentIn(twiml)
    const { words, menu, pauseMs, next } = document
    if (words !== '') {
      this.#around.trace.note(() => `the caller hears: ${words}`)
      this.#around.watch.says(sessionId, words)
    }
    if (menu === null)
      this.#then((words === '' ? 0 : SPEECH_MS) + pauseMs, () => this.#goesOn(next))
    else this.#offers(menu, document)
  }

  /** It has been given something to do by us. */
  get hasSpoken(): boolean {
    return this.#documents > 0
  }

  hangUp(): void {
    if (this.isOver) return
    this.#around.trace.note(() => 'the call ends')
    this.isOver = true
    this.#line.ends(this)
  }

  #offers(menu: NonNullable<Document['menu']>, { words, next }: Document): void {
    const { timeoutMs, silenceActs, action } = menu
    const key = this.#line.chooses(this, words)
    if (key !== null) this.#then(LISTENED_FOR_MS, () => this.#goesOn(action, key))
    else {
      this.#then(SPEECH_MS + timeoutMs, () => {
        if (silenceActs) this.#goesOn(action, '')
        else this.#goesOn(next)
      })
    }
  }

  #goesOn(next: Next, digits: string | null = null): void {
    if (next.to === 'elsewhere') this.#line.leaves(this)
    else if (next.to === 'turn') this.#asks(next, digits)
    else this.hangUp()
  }

  #asks(next: Extract<Next, { to: 'turn' }>, digits: string | null): void {
    this.#turns += 1
    if (this.#turns > TURNS_MAX) {
      this.hangUp()
      return
    }
    const { sessionId, turn } = next
    if (digits === '1') this.#around.watch.agrees(sessionId)
    this.#line.turns(this, { sessionId, digits, turn })
  }

  /** Unless something else is being played by then. */
  #then(delayMs: number, run: () => void): void {
    const document = this.#documents
    this.#around.clock.after(delayMs, () => {
      if (!this.isOver && document === this.#documents) run()
    })
  }
}
