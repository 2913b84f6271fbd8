import type { Call } from '../../calls/call.ts'
import { openPayment } from '../../calls/call.ts'
import { json, type TextReply } from '../../http/reply.ts'
import type { Identifiers } from '../../identifiers.ts'
import { type CaptureField, parseCaptureField } from '../../payments/fields/capture-fields.ts'
import { fieldRows } from '../../payments/fields/field-rows.ts'
import { isPayCode, payCodeRow } from '../../payments/pay-codes.ts'
import { Payment } from '../../payments/payment.ts'
import type { PaymentSettings } from '../../payments/settings.ts'
import type { PaymentSurroundings } from '../../payments/surroundings.ts'
import { unfitFor } from '../../processor/connectors.ts'
import type { Switches } from '../../switches.ts'
import { TwilioError } from '../errors.ts'
import type { RestRequest } from '../operation.ts'
import { checkParameters } from '../parameters/checks.ts'
import { commonRows, updateRows } from '../parameters/payment-rows.ts'
import { plainSettings, readPaymentSettings } from '../parameters/payment-settings.ts'
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
    const { around } = this.#world
    if (around.switches.is('pciMode', 'off-refused')) {
      throw new TwilioError(64001, 'the account is not in PCI Mode')
    }
    checkParameters(form, commonRows(around.switches))
    const read = this.#telling(() => this.#settings(form))
    if (read instanceof TwilioError) {
      const payment = this.#open(call, { form, settings: plainSettings(form) })
      payment.failValidation(read, form.get('StatusCallback') ?? '')
      return json(201, bodyOf(payment))
    }
    const busy = openPayment(call)
    if (busy !== undefined && around.switches.is('secondSession', 'rest')) {
      throw new TwilioError(64021, `${busy.sid} is still open on ${call.sid}`)
    }
    const payment = this.#open(call, { form, settings: read })
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
    checkParameters(form, commonRows(this.#world.around.switches))
    this.#carryOut(payment, form)
    return json(202, bodyOf(payment))
  }

  #carryOut(payment: Payment, form: URLSearchParams): void {
    const callbackUrl = form.get('StatusCallback') ?? ''
    const read = this.#telling(() => {
      checkParameters(form, updateRows)
      const capture = parseCaptureField(form.get('Capture') ?? '')
      const status = form.get('Status') || undefined
      if ((capture === undefined) === (status === undefined)) throw new TwilioError(64018)
      this.#requireOpen(payment)
      if (capture !== undefined) this.#checkCapture(payment, capture)
      if (status === 'complete') requireAllFields(payment)
      return { capture, status }
    })
    if (read instanceof TwilioError) {
      this.#requireOpen(payment)
      payment.failValidation(read, callbackUrl)
    } else if (read.capture !== undefined) payment.capture(read.capture, callbackUrl)
    else if (read.status === 'cancel') payment.cancel(callbackUrl)
    else payment.complete(callbackUrl)
  }

  #open(
    call: Call,
    from: { readonly form: URLSearchParams; readonly settings: PaymentSettings },
  ): Payment {
    const { accountSid, ids, around } = this.#world
    return new Payment({
      sid: ids.sid('PK'),
      callSid: call.sid,
      accountSid,
      createdAtMs: around.time.now(),
      settings: from.settings,
      callbackUrl: from.form.get('StatusCallback') ?? '',
      around,
    })
  }

  #settings(form: URLSearchParams): PaymentSettings {
    const { switches } = this.#world.around
    const settings = readPaymentSettings(form, switches)
    const unfit = unfitFor(settings)
    if (unfit !== undefined && switches.is('connectorRefusal', 'at-create')) {
      throw new TwilioError(unfit.code, unfit.detail)
    }
    return settings
  }

  /** The error instead of the value, if it is one that is told by callback. */
  #telling<T>(read: () => T): T | TwilioError {
    const { switches } = this.#world.around
    try {
      return read()
    } catch (error) {
      if (error instanceof TwilioError && isToldByCallback(error, switches)) return error
      throw error
    }
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
    const { switches } = this.#world.around
    const first = fieldRows[capture].repeats
    const unasked = first !== undefined && !payment.settings.matching.includes(first)
    if (unasked && switches.is('matcherUnasked', 'refused')) {
      throw new TwilioError(64020, `RequireMatchingInputs does not name ${first}`)
    }
    if (switches.is('sequenceError', 'rest') && payment.breaksSequence(capture)) {
      throw new TwilioError(64021, 'capture the card number before the security code')
    }
  }
}

function requireAllFields(payment: Payment): void {
  if (payment.required.length > 0) throw new TwilioError(64019, payment.required.join(', '))
}

function isToldByCallback({ code }: TwilioError, switches: Switches): boolean {
  if (code === 64019) return switches.is('missingFieldsError', 'callback')
  const isAboutValue = isPayCode(code) && payCodeRow(code).about === 'value'
  return isAboutValue && switches.is('invalidValueError', 'callback')
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
