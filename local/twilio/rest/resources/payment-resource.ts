import type { Call } from '../../calls/call.ts'
import { openPayment } from '../../calls/call.ts'
import { json, type TextReply } from '../../http/reply.ts'
import type { Identifiers } from '../../identifiers.ts'
import { type CaptureField, parseCaptureField } from '../../payments/fields/capture-fields.ts'
import { fieldRows } from '../../payments/fields/field-rows.ts'
import { Payment } from '../../payments/payment.ts'
import type { PaymentSurroundings } from '../../payments/surroundings.ts'
import { TwilioError } from '../errors.ts'
import type { RestRequest } from '../operation.ts'
import { checkParameters } from '../parameters/checks.ts'
import { updateRows } from '../parameters/payment-rows.ts'
import { readPaymentSettings } from '../parameters/payment-settings.ts'
import { rfc2822 } from './dates.ts'

export interface PaymentResourceWorld {
  readonly accountSid: string
  readonly ids: Identifiers
  readonly around: PaymentSurroundings
}

/** https://www.twilio.com/docs/voice/api/payment-resource */
export class PaymentResource {
  readonly #world: PaymentResourceWorld

  constructor(world: PaymentResourceWorld) {
    this.#world = world
  }

  create(call: Call, { form }: RestRequest): TextReply {
    requireInProgress(call)
    const settings = readPaymentSettings(form)
    const { accountSid, ids, around } = this.#world
    const busy = openPayment(call)
    if (busy !== undefined && around.switches.is('secondSession', 'rest')) {
      throw new TwilioError(64021, `${busy.sid} is still open on ${call.sid}`)
    }
    const payment = new Payment({
      sid: ids.sid('PK'),
      callSid: call.sid,
      accountSid,
      createdAtMs: around.time.now(),
      settings,
      callbackUrl: form.get('StatusCallback') ?? '',
      around,
    })
    if (busy === undefined) {
      call.payments.push(payment)
      payment.announce()
    } else payment.announceRefused()
    return json(201, bodyOf(payment))
  }

  update(call: Call, { form, segments, path }: RestRequest): TextReply {
    const payment = call.payments.find((each) => each.sid === segments['paymentSid'])
    if (payment === undefined) throw new TwilioError(20404, path)
    requireInProgress(call)
    checkParameters(form, updateRows)
    const capture = parseCaptureField(form.get('Capture') ?? '')
    const status = form.get('Status') || undefined
    if ((capture === undefined) === (status === undefined)) throw new TwilioError(64018)
    this.#requireOpen(payment)
    const callbackUrl = form.get('StatusCallback') ?? ''
    if (capture !== undefined) {
      this.#checkCapture(payment, capture)
      payment.capture(capture, callbackUrl)
    } else if (status === 'cancel') payment.cancel(callbackUrl)
    else {
      if (payment.required.length > 0) throw new TwilioError(64019, payment.required.join(', '))
      payment.complete(callbackUrl)
    }
    return json(202, bodyOf(payment))
  }

  #requireOpen(payment: Payment): void {
    if (payment.state === 'open') return
    const { switches } = this.#world.around
    if (payment.state === 'closed' && switches.is('closedSessionUpdate', '20404')) {
      throw new TwilioError(20404, `${payment.sid} has ended`)
    }
    throw new TwilioError(64021, `${payment.sid} is ${payment.state}`)
  }

  #checkCapture(payment: Payment, capture: CaptureField): void {
    const { method } = payment.settings
    if (fieldRows[capture].method !== method) {
      throw new TwilioError(64020, `Capture ${capture} does not go with ${method}`)
    }
    const refusedHere = this.#world.around.switches.is('sequenceError', 'rest')
    if (refusedHere && payment.breaksSequence(capture)) {
      throw new TwilioError(64021, 'capture the card number before the security code')
    }
  }
}

function requireInProgress(call: Call): void {
  if (call.status !== 'in-progress') throw new TwilioError(21220, `${call.sid} is ${call.status}`)
}

/** Six fields and no more: nothing of what was sent, and no state. */
function bodyOf(payment: Payment) {
  const { sid, callSid, accountSid } = payment
  return {
    sid,
    account_sid: accountSid,
    call_sid: callSid,
    date_created: rfc2822(payment.createdAtMs),
    date_updated: rfc2822(payment.updatedAtMs),
    uri: `/2010-04-01/Accounts/${accountSid}/Calls/${callSid}/Payments/${sid}.json`,
  }
}
