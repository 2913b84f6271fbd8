import type { WebhookKind } from '../faults/rules.ts'
import type { GatherVerb, Verb } from '../twiml/document.ts'
import { noLanguage, playMs, speechMs } from '../twiml/speech.ts'
import type { Parameters } from '../webhooks/signature.ts'

export interface NextDocument {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly parameters: Parameters
  readonly kind: WebhookKind
}

/** The telephone line that a document is played on. */
export interface LineOfCall {
  hear(said: Said): void
  after(delayMs: number, task: () => void): () => void
  fetch(next: NextDocument): void
  /** The document cannot be carried out: Twilio apologises and hangs up. */
  fail(): void
  hangUp(): void
}

/** Words, and the BCP 47 tag of their language. */
export interface Said {
  readonly text: string
  readonly language: string
}

interface RunningGather {
  readonly verb: GatherVerb
  readonly next: () => void
  digits: string
}

/** Plays one TwiML document, verb by verb, until it ends, is replaced, or fetches the next. */
export class DocumentRun {
  readonly #line: LineOfCall
  readonly #verbs: readonly Verb[]
  /** Where the document came from; none for TwiML given inline, whose URLs must be absolute. */
  readonly #baseUrl: string | undefined
  #gather: RunningGather | undefined
  #stopped = false
  #cancel = (): void => undefined

  constructor(
    line: LineOfCall,
    document: { verbs: readonly Verb[]; baseUrl?: string | undefined },
  ) {
    this.#line = line
    this.#verbs = document.verbs
    this.#baseUrl = document.baseUrl
  }

  start(): void {
    // A document that runs out of verbs ends the call.
    this.#play(this.#verbs, () => this.#line.hangUp())
  }

  stop(): void {
    this.#stopped = true
    this.#gather = undefined
    this.#cancel()
  }

  /** Whether a `<Gather>` took the key. */
  press(key: string): boolean {
    const gather = this.#gather
    if (gather === undefined) return false
    // Whatever is being said stops at the first key.
    this.#cancel()
    if (key === gather.verb.finishOnKey) this.#endGather(gather, key)
    else {
      gather.digits += key
      if (gather.digits.length >= gather.verb.numDigits) this.#endGather(gather, '')
      else this.#awaitDigits(gather)
    }
    return true
  }

  #play(verbs: readonly Verb[], done: () => void): void {
    const [verb, ...rest] = verbs
    if (verb === undefined) done()
    else this.#playOne(verb, () => this.#play(rest, done))
  }

  #playOne(verb: Verb, next: () => void): void {
    switch (verb.kind) {
      case 'say':
        this.#sound(verb.text, { ...verb, lengthMs: speechMs(verb.text), next })
        return
      case 'play':
        this.#sound(`(plays ${verb.url})`, {
          loop: verb.loop,
          language: noLanguage,
          lengthMs: playMs(),
          next,
        })
        return
      case 'pause':
        this.#wait(verb.lengthMs, next)
        return
      case 'gather':
        this.#startGather(verb, next)
        return
      case 'redirect':
        this.#fetch(verb.url, { method: verb.method, parameters: {}, kind: 'redirect' })
        return
      case 'dial':
        this.#line.hear({ text: `…dialling ${verb.target}…`, language: noLanguage })
        this.#line.hangUp()
        return
      case 'enqueue':
        // In the queue for good: until someone hangs up or the call is updated.
        this.#line.hear({ text: `…waiting in the queue ${verb.queue}…`, language: noLanguage })
        return
      case 'hangup':
      case 'reject':
        this.#line.hangUp()
        return
      case 'unknown': {
        const text = `(the simulator cannot play <${verb.name}>, and goes on)`
        this.#line.hear({ text, language: noLanguage })
        next()
        return
      }
      default:
        verb satisfies never
    }
  }

  #sound(text: string, sound: Sound): void {
    if (sound.loop <= 0 || text === '') {
      sound.next()
      return
    }
    this.#line.hear({ text, language: sound.language })
    this.#wait(sound.lengthMs, () => this.#sound(text, { ...sound, loop: sound.loop - 1 }))
  }

  #wait(delayMs: number, task: () => void): void {
    this.#cancel = this.#line.after(delayMs, () => {
      if (!this.#stopped) task()
    })
  }

  #startGather(verb: GatherVerb, next: () => void): void {
    const gather = { verb, next, digits: '' }
    this.#gather = gather
    this.#play(verb.prompts, () => this.#awaitDigits(gather))
  }

  #awaitDigits(gather: RunningGather): void {
    this.#wait(gather.verb.timeoutMs, () => this.#endGather(gather, ''))
  }

  #endGather({ verb, next, digits }: RunningGather, finishedOnKey: string): void {
    this.#gather = undefined
    if (digits === '' && !verb.actionOnEmptyResult) next()
    else {
      this.#fetch(verb.action, {
        method: verb.method,
        parameters: { msg: 'Gather End', FinishedOnKey: finishedOnKey, Digits: digits },
        kind: 'gather',
      })
    }
  }

  #fetch(url: string, next: Omit<NextDocument, 'url'>): void {
    const absolute = URL.canParse(url, this.#baseUrl) ? new URL(url, this.#baseUrl).href : undefined
    if (absolute === undefined) this.#line.fail()
    // What is absolute already is kept as it was written: the signature covers every character.
    else this.#line.fetch({ ...next, url: /^https?:\/\//i.test(url) ? url : absolute })
  }
}

interface Sound {
  readonly loop: number
  readonly language: string
  readonly lengthMs: number
  readonly next: () => void
}
