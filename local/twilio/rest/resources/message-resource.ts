import { json, type TextReply } from '../../http/reply.ts'
import type { Identifiers } from '../../identifiers.ts'
import type { SimulatorTime } from '../../time.ts'
import { TwilioError } from '../errors.ts'
import { isPhoneNumber } from '../parameters/checks.ts'
import { rfc2822 } from './dates.ts'

/** A text that was sent. */
export interface SentMessage {
  readonly sid: string
  readonly to: string
  readonly from: string
  readonly body: string
  /** ISO 8601. */
  readonly at: string
}

/** A single SMS segment in the GSM alphabet. */
const segmentCharacters = 160

export interface MessageResourceWorld {
  readonly accountSid: string
  readonly ids: Identifiers
  readonly time: SimulatorTime
}

/** https://www.twilio.com/docs/messaging/api/message-resource */
export class MessageResource {
  readonly #world: MessageResourceWorld
  readonly #sent: SentMessage[] = []

  constructor(world: MessageResourceWorld) {
    this.#world = world
  }

  list(): readonly SentMessage[] {
    return this.#sent
  }

  create(form: URLSearchParams): TextReply {
    const { accountSid, ids, time } = this.#world
    const service = form.get('MessagingServiceSid') || null
    const to = form.get('To') ?? ''
    const from = form.get('From') ?? ''
    const body = form.get('Body') ?? ''
    if (to === '') throw new TwilioError(21604)
    if (from === '' && service === null) throw new TwilioError(21603)
    if (body === '') throw new TwilioError(21602)
    if (!isPhoneNumber(to)) throw new TwilioError(21211, to)
    if (from !== '' && !isPhoneNumber(from)) throw new TwilioError(21212, from)
    const nowMs = time.now()
    const sid = ids.sid('SM')
    this.#sent.push({ sid, to, from, body, at: new Date(nowMs).toISOString() })
    return json(201, {
      sid,
      account_sid: accountSid,
      messaging_service_sid: service,
      to,
      from: from === '' ? null : from,
      body,
      status: service === null ? 'queued' : 'accepted',
      direction: 'outbound-api',
      api_version: '2010-04-01',
      date_created: rfc2822(nowMs),
      date_updated: rfc2822(nowMs),
      date_sent: null,
      error_code: null,
      error_message: null,
      num_media: '0',
      num_segments: String(Math.ceil(body.length / segmentCharacters)),
      price: null,
      price_unit: 'USD',
      uri: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}.json`,
      subresource_uris: {},
    })
  }
}
