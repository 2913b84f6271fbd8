/** The verbs of a TwiML document that the simulator knows. https://www.twilio.com/docs/voice/twiml */
export type Prompt =
  | {
      readonly kind: 'say'
      readonly text: string
      readonly language: string
      readonly loop: number
    }
  | { readonly kind: 'play'; readonly url: string; readonly loop: number }
  | { readonly kind: 'pause'; readonly lengthMs: number }

export interface GatherVerb {
  readonly kind: 'gather'
  /** Empty: the address of the document itself. */
  readonly action: string
  readonly method: 'GET' | 'POST'
  readonly numDigits: number
  readonly timeoutMs: number
  /** Empty: no key does. */
  readonly finishOnKey: string
  readonly actionOnEmptyResult: boolean
  readonly prompts: readonly Prompt[]
}

export type Verb =
  | Prompt
  | GatherVerb
  | { readonly kind: 'redirect'; readonly url: string; readonly method: 'GET' | 'POST' }
  | { readonly kind: 'dial'; readonly target: string }
  | { readonly kind: 'enqueue'; readonly queue: string }
  | { readonly kind: 'hangup' }
  | { readonly kind: 'reject' }
  /** A verb of Twilio's that the simulator cannot play; it says so and goes on. */
  | { readonly kind: 'unknown'; readonly name: string }
