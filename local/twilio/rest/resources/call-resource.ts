import { type Call, openPayment } from '../../calls/call.ts'
import type { Switchboard } from '../../calls/switchboard.ts'
import { json, type TextReply } from '../../http/reply.ts'
import type { Switches } from '../../switches.ts'
import { TwilioError } from '../errors.ts'
import type { RestRequest } from '../operation.ts'
import { isAbsoluteUrl } from '../parameters/checks.ts'
import { rfc2822 } from './dates.ts'

/** https://www.twilio.com/docs/api/errors/32018 */
const twimlCharactersMax = 4_000

export interface CallResourceWorld {
  readonly accountSid: string
  readonly switchboard: Switchboard
  readonly switches: Switches
}

/** https://www.twilio.com/docs/voice/api/call-resource */
export class CallResource {
  readonly #world: CallResourceWorld

  constructor(world: CallResourceWorld) {
    this.#world = world
  }

  fetch(call: Call): TextReply {
    return json(200, this.#bodyOf(call))
  }

  update(call: Call, { form }: RestRequest): TextReply {
    const given = (name: string): string | undefined => form.get(name) || undefined
    const [twiml, url, status] = [given('Twiml'), given('Url'), given('Status')]
    if (status !== undefined && status !== 'completed' && status !== 'canceled') {
      throw new TwilioError(21218, `Status must be completed or canceled, not "${status}"`)
    }
    if (call.status === 'completed') throw new TwilioError(21220, `${call.sid} is completed`)
    this.#keepStatusCallback(call, form)
    if (status !== undefined) this.#world.switchboard.end(call)
    else if (twiml !== undefined || url !== undefined) this.#redirect(call, { twiml, url, form })
    return json(200, this.#bodyOf(call))
  }

  /** New TwiML takes effect at once; given both, the inline document wins. */
  #redirect(
    call: Call,
    next: { twiml: string | undefined; url: string | undefined; form: URLSearchParams },
  ): void {
    const { switchboard, switches } = this.#world
    const { twiml, url, form } = next
    if (call.status !== 'in-progress') throw new TwilioError(21220, `${call.sid} is ${call.status}`)
    if ((twiml?.length ?? 0) > twimlCharactersMax) throw new TwilioError(32018)
    if (twiml === undefined && !isAbsoluteUrl(url ?? '')) throw new TwilioError(21205)
    if (switches.is('callUpdateEndsPayment', 'yes')) openPayment(call)?.vanish()
    if (twiml !== undefined) switchboard.playInline(call, twiml)
    else {
      const method = form.get('Method')?.toUpperCase() === 'GET' ? 'GET' : 'POST'
      const kind = 'call-update'
      switchboard.fetchDocument(call, { url: url ?? '', method, parameters: {}, kind })
    }
  }

  #keepStatusCallback(call: Call, form: URLSearchParams): void {
    const url = form.get('StatusCallback') || undefined
    if (url === undefined) return
    if (!isAbsoluteUrl(url)) throw new TwilioError(21609)
    const onlyWithUrl = this.#world.switches.is('callUpdateStatusCallback', 'only-with-url')
    if (onlyWithUrl && !form.get('Url')) return
    const method = form.get('StatusCallbackMethod')?.toUpperCase() === 'GET' ? 'GET' : 'POST'
    // Beside the one configured for the number; given twice, it is still told once.
    if (call.statusCallbacks.some((known) => known.url === url)) return
    call.statusCallbacks.push({ url, method })
  }

  #bodyOf(call: Call) {
    const { accountSid } = this.#world
    const ended = call.endedAtMs
    const uri = `/2010-04-01/Accounts/${accountSid}/Calls/${call.sid}`
    return {
      sid: call.sid,
      account_sid: accountSid,
      parent_call_sid: null,
      from: call.from,
      from_formatted: call.from,
      to: call.to,
      to_formatted: call.to,
      status: call.status,
      direction: 'inbound',
      answered_by: null,
      api_version: '2010-04-01',
      caller_name: null,
      date_created: rfc2822(call.startedAtMs),
      date_updated: rfc2822(call.updatedAtMs),
      start_time: rfc2822(call.startedAtMs),
      end_time: ended === undefined ? null : rfc2822(ended),
      duration: ended === undefined ? null : String(Math.ceil((ended - call.startedAtMs) / 1_000)),
      forwarded_from: null,
      group_sid: null,
      phone_number_sid: null,
      price: null,
      price_unit: 'USD',
      queue_time: '0',
      trunk_sid: null,
      uri: `${uri}.json`,
      subresource_uris: { payments: `${uri}/Payments.json` },
    }
  }
}
