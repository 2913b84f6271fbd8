import type { SimulatedAccount } from '../account.ts'
import type { Activity } from '../activity.ts'
import type { FaultBook } from '../faults/fault-book.ts'
import type { WebhookKind } from '../faults/rules.ts'
import type { CallEvents } from '../front-door/call-events.ts'
import type { Identifiers } from '../identifiers.ts'
import type { SimulatorTime } from '../time.ts'
import type { AttemptOutcome } from '../webhooks/attempt.ts'
import type { Letter, Postman } from '../webhooks/postman.ts'
import type { Call } from './call.ts'
import type { NextDocument } from './document-run.ts'
import { endParameters, voiceParameters } from './voice-parameters.ts'

/** Twilio's notice of the end comes a moment after the callbacks of the payment. */
const endNoticeDelayMs = 100
const faultDelayMs = 3_000

export interface VoiceWebhooksWorld {
  readonly account: SimulatedAccount
  readonly time: SimulatorTime
  readonly faults: FaultBook
  readonly ids: Identifiers
  readonly postman: Postman
  readonly events: CallEvents
  readonly activity: Activity
}

/** Twilio's questions to the application about a call: what to play, and that it has ended. */
export class VoiceWebhooks {
  readonly #world: VoiceWebhooksWorld

  constructor(world: VoiceWebhooksWorld) {
    this.#world = world
  }

  /** The TwiML, or `undefined` when the answer is none. */
  async fetchTwiml(call: Call, next: NextDocument): Promise<string | undefined> {
    const { accountSid } = this.#world.account
    const callStatus = next.kind === 'answer' ? 'ringing' : 'in-progress'
    const outcome = await this.#send(call, next.kind, {
      url: next.url,
      method: next.method,
      parameters: { ...voiceParameters(call, { accountSid, callStatus }), ...next.parameters },
    })
    if (outcome?.kind !== 'answered' || outcome.status < 200 || outcome.status > 299) {
      return undefined
    }
    return isXml(outcome.contentType) ? outcome.body : undefined
  }

  announceEnd(call: Call): void {
    const { account, time } = this.#world
    const callStatus = 'completed'
    const parameters = {
      ...voiceParameters(call, { accountSid: account.accountSid, callStatus }),
      ...endParameters(call),
    }
    for (const target of call.statusCallbacks) {
      time.after(endNoticeDelayMs, () => {
        void this.#send(call, 'call-status', { ...target, parameters })
      })
    }
  }

  async #send(call: Call, kind: WebhookKind, plain: Letter): Promise<AttemptOutcome | undefined> {
    const { events, faults, ids, postman, time } = this.#world
    const fault = faults.take('webhook', { webhook: kind })
    if (fault?.do === 'drop') return undefined
    if (fault?.do === 'delay') {
      await new Promise<void>((done) => time.after(fault.delayMs ?? faultDelayMs, done))
    }
    const corrupt = fault?.do === 'corrupt-signature'
    const letter = { ...plain, corrupt, token: ids.deliveryToken() }
    if (fault?.do === 'duplicate') await postman.deliver(letter)
    const outcome = await postman.deliver(letter)
    events.webhookSent(call, {
      at: new Date(time.now()).toISOString(),
      url: plain.url,
      status: outcome.kind === 'answered' ? outcome.status : 0,
    })
    return outcome
  }
}

/** Anything else is refused by Twilio with 12300. https://www.twilio.com/docs/api/errors/12300 */
function isXml(contentType: string): boolean {
  return /^(text\/xml|application\/xml|text\/html)\b/i.test(contentType.trim())
}
