/**
 * Every code of Twilio's for payments, and what it is about: the request, the connector, what a
 * session can do now, or what the processor said. https://www.twilio.com/docs/api/errors
 */
export const payCodes = {
  64001: { about: 'connector', says: 'The connector is not configured properly' },
  64002: {
    about: 'processor',
    says: 'The payment gateway did not answer',
    paymentError: 'payment gateway did not answer',
  },
  64003: { about: 'value', says: 'Invalid ChargeAmount' },
  64004: { about: 'value', says: 'Payment connector is not installed' },
  64005: { about: 'connector', says: 'Connector does not make tokens' },
  64006: { about: 'connector', says: 'Connector does not support this TokenType' },
  64007: { about: 'connector', says: 'Connector does not make charges' },
  64008: {
    about: 'processor',
    says: 'The payment gateway rejected the charge',
    connectorError: 'charge_rejected',
  },
  64009: { about: 'connector', says: 'Connector has withdrawn its authorization' },
  64010: {
    about: 'processor',
    says: 'The payment gateway rejected the token',
    connectorError: 'token_rejected',
  },
  64011: { about: 'connector', says: 'Currency is not supported' },
  64012: {
    about: 'processor',
    says: 'The payment gateway rejected the card',
    paymentError: 'card is declined',
    connectorError: 'card_declined',
  },
  64013: { about: 'connector', says: 'Connector does not support this PaymentMethod' },
  64014: { about: 'connector', says: 'ach-debit needs the Parameter AVSName' },
  64015: { about: 'connector', says: 'Connector needs a Parameter that is missing' },
  64016: { about: 'value', says: 'The action URL must be https' },
  64017: { about: 'value', says: 'BankAccountType is for ach-debit only' },
  64018: { about: 'session', says: 'Give exactly one of Capture and Status' },
  64019: { about: 'session', says: 'Required fields are missing' },
  64020: { about: 'value', says: 'Invalid value' },
  64021: { about: 'session', says: 'Invalid operation' },
  64022: {
    about: 'processor',
    says: 'Not a test card',
    paymentError: 'card is not a test card',
    connectorError: 'test_card_required',
  },
  64023: {
    about: 'processor',
    says: 'Not a test bank account',
    paymentError: 'account is not a test account',
    connectorError: 'test_bank_required',
  },
  64024: { about: 'connector', says: 'Connector is not approved for LIVE mode' },
} as const satisfies Record<number, PayCodeRow>

interface PayCodeRow {
  readonly about: 'value' | 'connector' | 'session' | 'processor'
  readonly says: string
  /** What PaymentError says, where it is something else. */
  readonly paymentError?: string
  /** The processor's own word; none where it was never asked. */
  readonly connectorError?: string
}

export type PayCode = keyof typeof payCodes

export function payCodeRow(code: PayCode): PayCodeRow {
  return payCodes[code]
}

export const payCodeList: readonly PayCode[] = Object.keys(payCodes).map(Number).filter(isPayCode)

export function isPayCode(code: number): code is PayCode {
  return Object.hasOwn(payCodes, code)
}
