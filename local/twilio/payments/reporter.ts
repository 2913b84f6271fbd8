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
import { type ErrorType, type FieldContext, fieldRows } from './fields/field-rows.ts'
import { requiredText } from './fields/required.ts'

/** What stands in the callbacks of one session, as the switches have it. */
export class Reporter {
  readonly #payment: PaymentIdentity & { readonly required: readonly CaptureField[] }
  readonly #switches: Switches

  constructor(
    payment: PaymentIdentity & { readonly required: readonly CaptureField[] },
    switches: Switches,
  ) {
    this.#payment = payment
    this.#switches = switches
  }

  created(): Parameters {
    return commonParameters(this.#payment)
  }

  progress(field: CaptureField, options: { digits: string; atMs: number }): Parameters {
    const row = fieldRows[field]
    return {
      ...this.#field(field, options.atMs),
      PartialResult: 'true',
      [row.parameter]: row.partial(options.digits),
    }
  }

  valid(field: CaptureField, done: { context: FieldContext; atMs: number }): Parameters {
    return {
      ...this.#field(field, done.atMs),
      ...this.#finalMark(),
      ...fieldParameters(field, done.context),
    }
  }

  invalid(field: CaptureField | undefined, error: { type: ErrorType; atMs: number }): Parameters {
    return { ...this.#field(field, error.atMs), ...this.#finalMark(), ErrorType: error.type }
  }

  closing(end: { context: FieldContext; atMs: number; result: Parameters }): Parameters {
    const common = this.#switches.is('completionFields', 'common')
      ? commonParameters(this.#payment)
      : {}
    return {
      ...common,
      ...closingParameters(this.#payment, end.atMs),
      ...capturedParameters(end.context),
      ...end.result,
    }
  }

  cancelledResult(): Parameters {
    return this.#switches.is('cancelResult', 'none') ? {} : { Result: 'transaction-cancelled' }
  }

  #field(field: CaptureField | undefined, atMs: number): Parameters {
    const names = this.#switches.is('requiredNames', 'kebab') ? 'kebab' : 'pascal'
    return {
      ...commonParameters(this.#payment),
      DateUpdated: new Date(atMs).toISOString(),
      ...(field === undefined ? {} : { Capture: field }),
      Required: requiredText(this.#payment.required, names),
    }
  }

  #finalMark(): Parameters {
    return this.#switches.is('partialResultOnFinal', 'false') ? { PartialResult: 'false' } : {}
  }
}
