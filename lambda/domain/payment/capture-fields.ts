/**
 * What a caller can be asked to key, a row each. Everything about a field derives from its row;
 * a new field is a new row here and its prompts in the locale packs.
 * Names are Twilio's Capture values: https://www.twilio.com/docs/voice/api/payment-resource
 */
export const captureFields = {
  'payment-card-number': {
    callbackParameter: 'PaymentCardNumber',
    /** Twilio checks the security code's length by the card, so the card must come first. */
    after: null,
    endsWithPound: false,
  },
  'expiration-date': {
    callbackParameter: 'ExpirationDate',
    after: null,
    endsWithPound: false,
  },
  'security-code': {
    callbackParameter: 'SecurityCode',
    after: 'payment-card-number',
    endsWithPound: false,
  },
  'postal-code': {
    callbackParameter: 'PaymentCardPostalCode',
    after: null,
    endsWithPound: true,
  },
} as const satisfies Record<string, CaptureFieldRow>

interface CaptureFieldRow {
  /** Which callback parameter carries the (masked) entry. */
  readonly callbackParameter: string
  /** The field that has to be captured before this one, if any. */
  readonly after: string | null
  /** Of variable length, so that the caller says with `#` that the entry is done. */
  readonly endsWithPound: boolean
}

export type CaptureField = keyof typeof captureFields

export const isCaptureField = (text: string): text is CaptureField =>
  Object.hasOwn(captureFields, text)

/** The fields of a card payment, in the order in which a caller reads them off the card. */
export function fieldsOfCard(asked: {
  readonly securityCode: boolean
  readonly postalCode: boolean
}): readonly CaptureField[] {
  return [
    'payment-card-number',
    'expiration-date',
    ...(asked.securityCode ? (['security-code'] as const) : []),
    ...(asked.postalCode ? (['postal-code'] as const) : []),
  ]
}
