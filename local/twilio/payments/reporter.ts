import { rfc2822 } from '../rest/resources/dates.ts'
import type { Switches } from '../switches.ts'
import type { Parameters } from '../webhooks/signature.ts'
import {
  capturedParameters,
  closingParameters,
  commonParameters,
  fieldParameters,
  type PaymentIdentity,
} from './callback-parameters.ts'
import type { CaptureField } from './fields/capture-fields.ts'
import { type FieldContext, fieldRows } from './fields/field-rows.ts'
import { requiredText } from './fields/required.ts'

type Reported = PaymentIdentity & { readonly listed: readonly CaptureField[] }

/** What stands in the callbacks of one session, as the switches have it. */
export class Reporter {
  readonly #payment: Reported
  readonly #switches: Switches

  constructor(payment: Reported, switches: Switches) {
    this.#payment = payment
    this.#switches = switches
  }

  created(): Parameters {
    return this.#common()
  }

  progress(
    field: CaptureField,
    now: { digits: string; context: FieldContext; atMs: number },
  ): Parameters {
    const row = fieldRows[field]
    return {
      ...this.#field(field, now.atMs),
      PartialResult: 'true',
      [row.parameter]: row.partial(now.digits, now.context),
    }
  }

  valid(field: CaptureField, done: { context: FieldContext; atMs: number }): Parameters {
    return {
      ...this.#field(field, done.atMs),
      ...this.#finalMark(),
      ...fieldParameters(field, done.context),
    }
  }

  invalid(field: CaptureField | undefined, error: { type: string; atMs: number }): Parameters {
    return { ...this.#field(field, error.atMs), ...this.#finalMark(), ErrorType: error.type }
  }

  closing(end: { context: FieldContext; atMs: number; result: Parameters }): Parameters {
    const common = this.#switches.is('completionFields', 'common') ? this.#common() : {}
    return {
      ...common,
      ...closingParameters(this.#payment, this.#date(end.atMs)),
      ...capturedParameters(end.context),
      ...this.#encoded(end.result),
    }
  }

  cancelledResult(): Parameters {
    return this.#switches.is('cancelResult', 'none') ? {} : { Result: 'transaction-cancelled' }
  }

  unconfirmedResult(): Parameters {
    const silent = this.#switches.is('confirmationRefused', 'no-result')
    return silent ? {} : { Result: 'transaction-cancelled' }
  }

  #field(field: CaptureField | undefined, atMs: number): Parameters {
    return {
      ...this.#common(),
      DateUpdated: this.#date(atMs),
      ...(field === undefined ? {} : { Capture: field }),
      Required: requiredText(this.#payment.listed, this.#switches),
    }
  }

  #common(): Parameters {
    return commonParameters(this.#payment, this.#date(this.#payment.createdAtMs))
  }

  #date(atMs: number): string {
    const iso = this.#switches.is('callbackDates', 'iso')
    return iso ? new Date(atMs).toISOString() : rfc2822(atMs)
  }

  #encoded(result: Parameters): Parameters {
    const { PaymentError: text } = result
    if (text === undefined || this.#switches.is('paymentErrorEncoding', 'once')) return result
    return { ...result, PaymentError: encodeURIComponent(text) }
  }

  #finalMark(): Parameters {
    return this.#switches.is('partialResultOnFinal', 'false') ? { PartialResult: 'false' } : {}
  }
}
