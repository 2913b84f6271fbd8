import type { Parameters } from '../webhooks/signature.ts'
import type { CaptureField } from './fields/capture-fields.ts'
import { cardTypeOf } from './fields/card-types.ts'
import { type FieldContext, fieldRows } from './fields/field-rows.ts'
import { isCharge, type PaymentSettings } from './settings.ts'
import type { Verdict } from './verdict.ts'

export interface PaymentIdentity {
  readonly sid: string
  readonly callSid: string
  readonly accountSid: string
  readonly createdAtMs: number
  readonly settings: PaymentSettings
}

/**
 * What every callback carries while a session is open.
 * https://www.twilio.com/docs/voice/api/payment-resource#statuscallback
 */
export function commonParameters(payment: PaymentIdentity, dateCreated: string): Parameters {
  const { settings } = payment
  return {
    PaymentConnector: settings.connector,
    DateCreated: dateCreated,
    PaymentMethod: settings.method,
    CallSid: payment.callSid,
    AccountSid: payment.accountSid,
    Sid: payment.sid,
    ...(isCharge(settings)
      ? { ChargeAmount: settings.chargeAmount ?? '' }
      : { TokenType: settings.tokenType }),
    ...(settings.method === 'ach-debit' ? { BankAccountType: settings.bankAccountType } : {}),
  }
}

/** The end of a session says less than its beginning: the samples leave the common fields out. */
export function closingParameters(payment: PaymentIdentity, dateUpdated: string): Parameters {
  return {
    Sid: payment.sid,
    CallSid: payment.callSid,
    AccountSid: payment.accountSid,
    PaymentMethod: payment.settings.method,
    DateUpdated: dateUpdated,
  }
}

/** The masked values of all fields captured so far. */
export function capturedParameters(context: FieldContext): Parameters {
  const values: Record<string, string> = {}
  for (const [field, digits] of context.captured) {
    const row = fieldRows[field]
    if (row.repeats === undefined) values[row.parameter] = row.mask(digits, context)
  }
  return { ...values, ...cardTypeParameter(context.captured.get('payment-card-number')) }
}

export function fieldParameters(field: CaptureField, context: FieldContext): Parameters {
  const row = fieldRows[field]
  const digits = context.captured.get(field) ?? ''
  return {
    [row.parameter]: row.mask(digits, context),
    ...(row.parameter === 'PaymentCardNumber' ? cardTypeParameter(digits) : {}),
  }
}

export function verdictParameters(verdict: Exclude<Verdict, { kind: 'never' }>): Parameters {
  switch (verdict.kind) {
    case 'success':
      return {
        Result: 'success',
        PaymentConfirmationCode: verdict.confirmationCode,
        PaymentToken: verdict.paymentToken,
        ProfileId: verdict.profileId,
      }
    case 'connector-error':
      return {
        Result: 'payment-connector-error',
        PayErrorCode: String(verdict.payErrorCode),
        PaymentError: verdict.paymentError,
        ConnectorError: verdict.connectorError,
      }
    case 'ended':
      return { Result: verdict.result }
    default:
      return verdict satisfies never
  }
}

/** For a session that ends because of what the application asked for. */
export function validationParameters(error: { code: number; message: string }): Parameters {
  return {
    Result: 'validation-error',
    PayErrorCode: String(error.code),
    PaymentError: error.message,
  }
}

function cardTypeParameter(digits: string | undefined): Parameters {
  const type = cardTypeOf(digits ?? '')
  return type === undefined ? {} : { PaymentCardType: type }
}
