import { type CaptureField, captureFields, secondEntryOf } from './capture-fields.ts'

/** What a session asks for, in the order in which a caller is asked. */

export interface CardFieldsAsked {
  readonly securityCode: boolean
  readonly postalCode: boolean
  /** Fields that are keyed twice, for Twilio to compare. */
  readonly twice?: readonly CaptureField[]
}

/** The fields of a card payment, in the order in which a caller reads them off the card. */
export function fieldsOfCard(asked: CardFieldsAsked): readonly CaptureField[] {
  const once: readonly CaptureField[] = [
    'payment-card-number',
    'expiration-date',
    ...(asked.securityCode ? (['security-code'] as const) : []),
    ...(asked.postalCode ? (['postal-code'] as const) : []),
  ]
  return once.flatMap((field) => {
    const second = asked.twice?.includes(field) ? secondEntryOf(field) : undefined
    return second === undefined ? [field] : [field, second]
  })
}

/**
 * A mistyped account number bounces days later, or debits a stranger, so it is always keyed twice.
 */
export const fieldsOfBankAccount: readonly CaptureField[] = [
  'bank-routing-number',
  'bank-account-number',
  'bank-account-number-matcher',
]

/** The fields that Twilio has to compare with a second entry: its RequireMatchingInputs. */
export const fieldsKeyedTwice = (fields: readonly CaptureField[]): readonly CaptureField[] =>
  fields.filter((field) => {
    const second = secondEntryOf(field)
    const isCard = captureFields[field].method === 'credit-card'
    return isCard && second !== undefined && fields.includes(second)
  })
