import { describe, expect, test } from 'vitest'
import { isCutAnew } from '../../../../lambda/http/twilio/cut-anew.ts'

const isCut = (said: Readonly<Record<string, string>>) => isCutAnew(new Map(Object.entries(said)))

describe('S29: parameters', () => {
  test.each([
    {},
    { Capture: 'payment-card-number', PartialResult: 'true', PaymentCardNumber: 'x' },
    { Capture: 'payment-card-number', Required: 'ExpirationDate, SecurityCode' },
    { Capture: 'expiration-date', ErrorType: 'input-timeout', Required: 'expiration-date' },
    { ErrorType: 'session-in-progress' },
    { Result: 'payment-connector-error', PayErrorCode: '64012', ConnectorError: 'card_declined' },
    { Result: 'payment-connector-error', PaymentError: 'Capture failed. Required: a code.' },
    { Result: 'success', PaymentConfirmationCode: 'ch_7YxCODE', PayErrorCode: '' },
    { Result: 'success', PaymentConfirmationCode: 'noPayErrorCode64012' },
    { Result: 'success', PaymentConfirmationCode: 'CAPTURE', Capture: 'Complete' },
    { Result: 'success', PayErrorCode: 'NotApplicable', PartialResult: 'falsePaymentError' },
    { Result: 'payment-connector-error', PayErrorCode: 'None' },
    { Result: 'Payment-Connector-Error', PayErrorCode: 'N/A' },
    { Capture: 'payment-card-number', PartialResult: 'False', Required: '' },
    { Capture: 'payment-card-number', PartialResult: 'TRUE' },
    {
      Result: 'payment-connector-error',
      ConnectorError: 'RequiredFieldMissing PayErrorCode ErrorType',
    },
  ])('as Twilio sends them are whole: %o', (said) => {
    expect(isCut(said)).toBe(false)
  })

  test.each([
    { CallSid: 'CA1Capturesecurity-code', ErrorType: 'input-timeout' },
    { Capture: 'security-code', DateCreated: '2026ErrorTypeinvalid-date' },
    { Capture: 'security-code', ErrorType: 'PartialResulttrue' },
    { Capture: 'security-code', PartialResult: 'truePaymentMethodcredit-card' },
    { Capture: 'security-codeDateCreated2026' },
    { Capture: 'security-code', ErrorType: 'input-timeoutPaymentMethodcredit-card' },
    { Capture: 'security-code', PaymentMethod: 'credit-cardRequiredsecurity-code' },
    { Capture: 'security-code', PartialResulttruePaymentMethod: 'credit-card' },
    { Result: 'payment-connector-error', ConnectorError: 'noPayErrorCode64012' },
    { Result: 'payment-connector-error', PayErrorCode: '64012PaymentErrordeclined' },
    { Result: 'successSecurityCodexxx' },
    { Result: 'successSidPK1' },
    { Capture: 'security-code', ErrorType: 'Requiredsecurity-code' },
    { Capture: 'security-code', PartialResult: 'Resultsuccess' },
  ])('of which one is hidden in another are not: %o', (said) => {
    expect(isCut(said)).toBe(true)
  })
})
