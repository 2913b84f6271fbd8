import * as v from 'valibot'
import { type PaymentSid, parsePaymentSid } from '../../domain/values/ids.ts'
import type { SendOutcome, SendRequest, TwilioPayments } from '../../ports/twilio-payments.ts'
import type { TwilioAccounts } from './accounts.ts'
import type { TwilioCredentials } from './credentials.ts'
import { paymentForm } from './payment-form.ts'
import { type RestAnswer, TWILIO_TIMEOUT_MS } from './rest.ts'
import { makeSeal } from './seal.ts'

export interface PaymentsResourceOptions {
  readonly accounts: Pick<TwilioAccounts, 'request'>
  readonly publicBaseUrl: string
}

/** https://www.twilio.com/docs/voice/api/payment-resource */
export class PaymentsResource implements TwilioPayments {
  readonly timeoutMs = TWILIO_TIMEOUT_MS
  readonly #options: PaymentsResourceOptions

  constructor(options: PaymentsResourceOptions) {
    this.#options = options
  }

  async send(request: SendRequest): Promise<SendOutcome> {
    const { session, command, isInTime } = request
    const resource = command.type === 'create' ? '' : `/${command.paymentSid}`
    const answer = await this.#options.accounts.request(session.terms.merchant, {
      method: 'POST',
      path: `Calls/${session.callSid}/Payments${resource}.json`,
      form: (credentials) => paymentForm(request, this.#callbackUrl(request, credentials)),
      isInTime,
    })
    return outcomeOf(answer)
  }

  #callbackUrl({ session, command }: SendRequest, { authTokens }: TwilioCredentials): string {
    const { publicBaseUrl } = this.#options
    const attempt = String(command.attempt)
    const step = String(command.step)
    const [authToken = ''] = authTokens
    const sealed = { sessionId: session.id, attempt, step }
    // As of the session's beginning: a repeated request is the same, to the last character.
    const seal = makeSeal(sealed, { authToken, fromMs: session.createdAt })
    return `${publicBaseUrl}/callbacks/${session.id}/${attempt}/${step}/${seal}`
  }
}

const acceptedBody = v.object({ sid: v.string() })
const errorBody = v.object({ code: v.pipe(v.number(), v.integer()) })

/** Twilio's code of a 429; what does the work in front of Twilio may send no body. */
const TOO_MANY_REQUESTS = 20429

/**
 * 429 was never processed; a 5xx may have been executed.
 * https://www.twilio.com/docs/api/errors/20429 and 20500 (read 2026-11)
 */
function outcomeOf(answer: RestAnswer): SendOutcome {
  if (answer.arrived === 'no') return { outcome: 'unsent', retryAfterMs: null }
  if (answer.arrived === 'unknown') return { outcome: 'unknown' }
  const { status, body, retryAfterSeconds } = answer
  if (status === 429) {
    const retryAfterMs = retryAfterSeconds === null ? null : retryAfterSeconds * 1_000
    return { outcome: 'unsent', retryAfterMs, twilioCode: TOO_MANY_REQUESTS }
  }
  const paymentSid = sidIn(body)
  if (status < 300 && paymentSid !== null) return { outcome: 'accepted', paymentSid }
  const refused = v.safeParse(errorBody, body)
  return status >= 400 && status < 500 && refused.success
    ? { outcome: 'refused', twilioCode: refused.output.code }
    : { outcome: 'unknown' }
}

function sidIn(body: unknown): PaymentSid | null {
  const parsed = v.safeParse(acceptedBody, body)
  return parsed.success ? parsePaymentSid(parsed.output.sid) : null
}
