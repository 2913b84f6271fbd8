import {
  type CallSid,
  parseSessionId,
  type SessionId,
} from '../../../../lambda/domain/values/ids.ts'
import type { Turn } from '../../../../lambda/voice/turn.ts'
import type { Surroundings } from '../surroundings.ts'

export interface TurnRequest {
  readonly sessionId: string
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

const say = /<Say[^>]*>([^<]*)<\/Say>/g
const gather = /<Gather [^>]*timeout="(\d+)" actionOnEmptyResult="(\w+)"[^>]*action="([^"]*)">/
const pause = /<Pause length="(\d+)"\/>/
const redirect = /<Redirect[^>]*>([^<]*)<\/Redirect>/
const turnPath = /\/voice\/(ps_\w+)\/turn\?key=([^&]*)&amp;silences=(\d+)&amp;quiet=(\d+)/

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
    const words = [...twiml.matchAll(say)].map(([, text]) => text).join(' ')
    if (words !== '') {
      this.#around.trace.note(() => `the caller hears: ${words}`)
      this.#around.watch.says(sessionId, words)
    }
    const menu = gather.exec(twiml)
    if (menu !== null) {
      this.#offers(menu, { twiml, words })
      return
    }
    const [, length = '0'] = pause.exec(twiml) ?? []
    const spokenMs = words === '' ? 0 : SPEECH_MS
    this.#then(spokenMs + Number(length) * 1_000, () => this.#goesOn(twiml))
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

  #offers(menu: RegExpExecArray, heard: { readonly twiml: string; readonly words: string }): void {
    const [, timeoutSeconds, silenceActs, action = ''] = menu
    const key = this.#line.chooses(this, heard.words)
    if (key !== null) {
      this.#then(LISTENED_FOR_MS, () => this.#asks(action, key))
      return
    }
    this.#then(SPEECH_MS + Number(timeoutSeconds) * 1_000, () => {
      if (silenceActs === 'true') this.#asks(action, '')
      else this.#goesOn(heard.twiml.slice(heard.twiml.indexOf('</Gather>')))
    })
  }

  #goesOn(twiml: string): void {
    const [, url = ''] = redirect.exec(twiml) ?? []
    if (turnPath.test(url)) this.#asks(url, null)
    else if (url !== '') this.#line.leaves(this)
    else this.hangUp()
  }

  #asks(url: string, digits: string | null): void {
    const [, sessionId = '', key = '', silences, quiet] = turnPath.exec(url) ?? []
    this.#turns += 1
    if (this.#turns > TURNS_MAX) {
      this.hangUp()
      return
    }
    const id = parseSessionId(sessionId)
    if (id !== null && digits === '1') this.#around.watch.agrees(id)
    const turn = { key, silences: Number(silences), quietSeconds: Number(quiet) }
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
