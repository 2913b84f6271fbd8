import type { CallEvents } from '../front-door/call-events.ts'
import type { Identifiers } from '../identifiers.ts'
import type { Switches } from '../switches.ts'
import type { SimulatorTime } from '../time.ts'
import { parseTwiml } from '../twiml/parse.ts'
import { applicationError, noLanguage, speechMs } from '../twiml/speech.ts'
import { type Call, openPayment } from './call.ts'
import { DocumentRun, type LineOfCall, type NextDocument, type Said } from './document-run.ts'
import { pressKeys } from './keypad.ts'
import type { VoiceWebhooks } from './voice-webhooks.ts'

/** The network's way from one document to the next; also keeps a redirect circle from spinning. */
const fetchDelayMs = 50

export interface SwitchboardWorld {
  readonly time: SimulatorTime
  readonly ids: Identifiers
  readonly switches: Switches
  readonly events: CallEvents
  readonly webhooks: VoiceWebhooks
}

export interface Placing {
  readonly to: string
  readonly from: string
  /** Without one a person answers, as an agent would, and stays on the line. */
  readonly voiceUrl: string | undefined
  readonly statusCallbackUrl: string | undefined
}

/**
 * Four hours: Twilio ends a call that has no other limit then.
 * https://www.twilio.com/docs/voice/api/call-resource (TimeLimit)
 */
const stayOnTheLine = '<Response><Pause length="14400"/></Response>'

/** All calls: places them, plays documents to them, ends them. */
export class Switchboard {
  readonly #world: SwitchboardWorld
  readonly #calls = new Map<string, Call>()

  constructor(world: SwitchboardWorld) {
    this.#world = world
  }

  find(sid: string): Call | undefined {
    return this.#calls.get(sid)
  }

  list(): readonly Call[] {
    return [...this.#calls.values()]
  }

  place({ to, from, voiceUrl, statusCallbackUrl }: Placing): Call {
    const { time, ids, switches } = this.#world
    const nowMs = time.now()
    const call: Call = {
      sid: ids.sid('CA'),
      to,
      from,
      startedAtMs: nowMs,
      statusCallbacks:
        statusCallbackUrl === undefined ? [] : [{ url: statusCallbackUrl, method: 'POST' }],
      heard: [],
      payments: [],
      keys: [],
      status: switches.is('firstWebhookStatus', 'ringing') ? 'ringing' : 'in-progress',
      updatedAtMs: nowMs,
      endedAtMs: undefined,
      run: undefined,
      documentNumber: 0,
    }
    this.#calls.set(call.sid, call)
    if (voiceUrl === undefined) this.#answerInPerson(call)
    else this.fetchDocument(call, { url: voiceUrl, method: 'POST', parameters: {}, kind: 'answer' })
    return call
  }

  #answerInPerson(call: Call): void {
    call.status = 'in-progress'
    this.hear(call, { text: '…a person answers and stays on the line…', language: noLanguage })
    this.playInline(call, stayOnTheLine)
  }

  /** Whatever is being played stops at once. */
  playInline(call: Call, source: string): void {
    this.#replace(call)
    this.#startDocument(call, { source, baseUrl: undefined })
  }

  fetchDocument(call: Call, next: NextDocument): void {
    const { time, webhooks } = this.#world
    this.#replace(call)
    const number = call.documentNumber
    time.after(fetchDelayMs, () => {
      if (call.documentNumber !== number) return
      webhooks.fetchTwiml(call, next).then((source) => {
        // A late answer for a document that was replaced meanwhile is nobody's any more.
        if (call.documentNumber !== number || call.status === 'completed') return
        call.status = 'in-progress'
        this.#startDocument(call, { source, baseUrl: next.url })
      })
    })
  }

  /** One after the other, the first after one delay; keys of an earlier request come first. */
  press(call: Call, keys: { readonly keys: string; readonly delayMs: number }): void {
    const { switches, time } = this.#world
    pressKeys({ ...keys, call, switches, time })
  }

  hear(call: Call, { text, language }: Said): void {
    call.heard.push({ at: new Date(this.#world.time.now()).toISOString(), text, language })
    this.changed(call)
  }

  changed(call: Call): void {
    call.updatedAtMs = this.#world.time.now()
    this.#world.events.callChanged(call)
  }

  /** Hanging up, by whoever does it. */
  end(call: Call): void {
    if (call.status === 'completed') return
    this.#replace(call)
    call.keys.length = 0
    call.status = 'completed'
    call.endedAtMs = this.#world.time.now()
    openPayment(call)?.hangUp()
    this.#world.webhooks.announceEnd(call)
    this.changed(call)
  }

  #replace(call: Call): void {
    call.run?.stop()
    call.run = undefined
    call.documentNumber += 1
  }

  #startDocument(
    call: Call,
    document: { source: string | undefined; baseUrl: string | undefined },
  ) {
    const verbs = document.source === undefined ? undefined : parseTwiml(document.source)
    if (verbs === undefined) {
      this.#fail(call)
      return
    }
    call.run = new DocumentRun(this.#lineOf(call), { verbs, baseUrl: document.baseUrl })
    this.changed(call)
    call.run.start()
  }

  #fail(call: Call): void {
    this.#replace(call)
    call.status = 'in-progress'
    const number = call.documentNumber
    this.hear(call, applicationError)
    this.#world.time.after(speechMs(applicationError.text), () => {
      if (call.documentNumber === number) this.end(call)
    })
  }

  #lineOf(call: Call): LineOfCall {
    return {
      hear: (said) => this.hear(call, said),
      after: (delayMs, task) => this.#world.time.after(delayMs, task),
      fetch: (next) => this.fetchDocument(call, next),
      fail: () => this.#fail(call),
      hangUp: () => this.end(call),
    }
  }
}
