import { parseCaptureError } from '../../domain/payment/capture-errors.ts'
import {
  captureFields,
  parseTwilioCapture,
  type TwilioCapture,
} from '../../domain/payment/capture-fields.ts'
import { CONFIRMATION_CODE_CHARACTERS_MAX } from '../../domain/payment/confirmation-code.ts'
import { withoutEcho } from '../../domain/payment/echo.ts'
import { verdictOf } from '../../domain/payment/verdict.ts'
import type { BankAccount, Card } from '../../domain/session/session.ts'
import type { PaymentSid } from '../../domain/values/ids.ts'
import type { EpochMs } from '../../domain/values/time.ts'
import type { PaymentToken } from '../../ports/token-vault.ts'
import type { Callback } from '../../use-cases/receive-callback.ts'

/**
 * Twilio's status callback in our words. Parameters are read by name from a short list; whatever
 * else there is, masked or not, goes no further than this file.
 * https://www.twilio.com/docs/voice/api/payment-resource (read 2026-11)
 */

type Parameters = ReadonlyMap<string, string>

/** A token that is cut short is no token, so this is more than any processor's. */
const TOKEN_CHARACTERS_MAX = 1_024

interface From {
  readonly attempt: number
  readonly step: number
  readonly paymentSid: PaymentSid
}

export function readCallback(parameters: Parameters, from: From): Callback {
  const result = parameters.get('Result') ?? ''
  if (result !== '') return readResult(parameters, { ...from, result })
  const errorType = parameters.get('ErrorType') ?? ''
  const field = parseTwilioCapture(parameters.get('Capture') ?? '')
  if (field === null) return readOpening(errorType, from)
  // Documented as `false` when done, seen to be absent: only "true" means that keys still come.
  if (parameters.get('PartialResult')?.toLowerCase() === 'true') {
    const entry = parameters.get(captureFields[field].callbackParameter) ?? ''
    return { kind: 'progress', field, digits: entry.length }
  }
  if (errorType !== '') {
    const error = parseCaptureError(errorType)
    return {
      kind: 'event',
      event: (at) => ({ type: 'field-rejected', at, ...from, field, error }),
    }
  }
  const stillRequired = isStillRequired(parameters, field)
  const isEmpty = (parameters.get(captureFields[field].callbackParameter) ?? '') === ''
  if (stillRequired && isEmpty) return { kind: 'nothing' }
  const card = field === 'payment-card-number' ? readCard(parameters) : null
  const bankAccount = field === 'bank-account-number' ? readBankAccount(parameters) : null
  return {
    kind: 'event',
    event: (at) => ({
      type: 'field-captured',
      at,
      ...from,
      ...{ field, card, bankAccount, stillRequired },
    }),
  }
}

/** About no field: the payment is open, or it is not and why. */
function readOpening(errorType: string, from: From): Callback {
  if (errorType === '') {
    return { kind: 'event', event: (at) => ({ type: 'payment-opened', at, ...from }) }
  }
  const reason = errorType === 'session-in-progress' ? errorType : 'refused-by-twilio'
  return { kind: 'event', event: (at) => ({ type: 'payment-not-opened', at, ...from, reason }) }
}

/** Whether it is in `Required`: as `ExpirationDate` or, as seen, `expiration-date`. */
function isStillRequired(parameters: Parameters, field: TwilioCapture): boolean {
  const { callbackParameter, repeats } = captureFields[field]
  const required = (parameters.get('Required') ?? '').split(',').map((name) => name.trim())
  // Both entries of a field come in the same parameter; as names they have to differ.
  const parameterName = repeats === null ? callbackParameter : `${callbackParameter}Matcher`
  return required.includes(field) || required.includes(parameterName)
}

function readCard(parameters: Parameters): Card {
  const brand = /^[a-z-]{1,20}$/.exec(parameters.get('PaymentCardType') ?? '')?.[0] ?? 'unknown'
  const lastFour = /\d{1,4}$/.exec(parameters.get('PaymentCardNumber') ?? '')?.[0] ?? ''
  return { brand, lastFour }
}

/** Such as `*******92`. What shows more than its last two digits, or none, is not a mask. */
function readBankAccount(parameters: Parameters): BankAccount | null {
  const mask = /^[^\d]{1,30}(\d\d)$/.exec(parameters.get('BankAccountNumber') ?? '')
  return mask === null ? null : { lastTwo: mask[1] ?? '', digits: mask[0].length }
}

function readResult(parameters: Parameters, from: From & { readonly result: string }): Callback {
  const { result, ...rest } = from
  switch (result) {
    case 'success': {
      const confirmationCode = (parameters.get('PaymentConfirmationCode') ?? '').slice(
        0,
        CONFIRMATION_CODE_CHARACTERS_MAX,
      )
      const succeeded = (sealedToken: string | null) => (at: EpochMs) =>
        ({ type: 'payment-succeeded', at, ...rest, confirmationCode, sealedToken }) as const
      const token = readToken(parameters)
      return token === null
        ? { kind: 'event', event: succeeded(null) }
        : { kind: 'token', token, event: succeeded }
    }
    case 'caller-interrupted-with-star':
      return {
        kind: 'event',
        event: (at) => ({ type: 'payment-ended', at, ...rest, reason: 'caller-interrupted' }),
      }
    case 'caller-hung-up':
      return {
        kind: 'event',
        event: (at) => ({ type: 'payment-ended', at, ...rest, reason: 'caller-hung-up' }),
      }
    // Asked for by us, who have recorded it, or by the caller when Twilio asked to confirm.
    case 'transaction-cancelled':
      return { kind: 'event', event: (at) => ({ type: 'payment-cancelled', at, ...rest }) }
    default:
      return {
        kind: 'event',
        event: (at) => ({ type: 'payment-refused', at, ...rest, ...readVerdict(parameters) }),
      }
  }
}

/** Has no digits, and so is the echo of nothing. */
const UNKNOWN_ACCOUNT: BankAccount = { lastTwo: '', digits: 0 }

/** Both are sent, and empty, when a card is charged. */
function readToken(parameters: Parameters): PaymentToken | null {
  const isBank = parameters.get('PaymentMethod') === 'ach-debit'
  const bankAccount = isBank ? (readBankAccount(parameters) ?? UNKNOWN_ACCOUNT) : null
  const keyed = { card: readCard(parameters), bankAccount }
  const text = (name: string) =>
    withoutEcho((parameters.get(name) ?? '').slice(0, TOKEN_CHARACTERS_MAX), keyed)
  const token = { paymentToken: text('PaymentToken'), profileId: text('ProfileId') }
  return token.paymentToken === '' && token.profileId === '' ? null : token
}

function readVerdict(parameters: Parameters) {
  const code = Number(parameters.get('PayErrorCode') || Number.NaN)
  const twilioCode = /^\d{1,6}$/.test(String(code)) ? code : null
  return { verdict: verdictOf(twilioCode), twilioCode }
}
