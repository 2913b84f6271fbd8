import { describe, expect, test } from 'vitest'
import { paymentForm } from '../../../../lambda/adapters/twilio/payment-form.ts'
import type { Command } from '../../../../lambda/domain/session/command.ts'
import { aPaymentSid, aSession, money } from '../../../support/a-session.ts'

const callback = 'https://pay.example.com/callbacks/ps_1/1/4/seal'
const step = { attempt: 1, step: 4 }
const paymentSid = aPaymentSid()

const always = {
  IdempotencyKey: 'ps_00000000000000000000000001-1-4',
  StatusCallback: `${callback}#rc=3&rp=ct,rt,4xx,5xx&ct=2000&rt=5000`,
}

const formOf = (command: Command, session = aSession()) => [
  ...paymentForm({ session, command }, callback),
]

describe('the form of a create', () => {
  const create = { type: 'create', ...step, replaces: null } as const

  test('says all that was agreed, and nothing else', () => {
    expect(Object.fromEntries(formOf(create))).toEqual({
      ...always,
      PaymentMethod: 'credit-card',
      ChargeAmount: '42.50',
      Currency: 'USD',
      Description: 'INV-1001',
      PaymentConnector: 'Default',
      SecurityCode: 'true',
      PostalCode: 'true',
      Timeout: '8',
      Input: 'dtmf',
    })
  })

  test('asks for no field that was not agreed', () => {
    const { terms } = aSession()
    const fields = ['payment-card-number', 'expiration-date'] as const
    const form = Object.fromEntries(formOf(create, aSession({ terms: { ...terms, fields } })))

    expect(form).toMatchObject({ SecurityCode: 'false', PostalCode: 'false' })
  })

  test('carries the options that were chosen, by the names Twilio has for them', () => {
    const { terms } = aSession()
    const options = {
      timeout: '20',
      minPostalCodeLength: '4',
      validCardTypes: 'visa amex',
      parameter: '{"AVSName":"A B"}',
    }
    const form = Object.fromEntries(
      formOf(create, aSession({ terms: { ...terms, paymentConnector: 'Second', options } })),
    )

    expect(form).toMatchObject({
      Timeout: '20',
      MinPostalCodeLength: '4',
      ValidCardTypes: 'visa amex',
      Parameter: '{"AVSName":"A B"}',
      PaymentConnector: 'Second',
    })
  })

  test('carries the reference ahead of the description, for the processor’s record', () => {
    const purchase = { money: money('4250', 'JPY'), reference: 'R 7', description: 'Rent & more' }
    const form = Object.fromEntries(formOf(create, aSession({ purchase })))

    expect(form).toMatchObject({
      ChargeAmount: '4250',
      Currency: 'JPY',
      Description: 'R 7 Rent & more',
    })
  })
})

describe('the form of an update', () => {
  test.each([
    {
      command: { type: 'capture', ...step, paymentSid, field: 'postal-code' },
      says: { Capture: 'postal-code' },
    },
    { command: { type: 'complete', ...step, paymentSid }, says: { Status: 'complete' } },
    { command: { type: 'cancel', ...step, paymentSid }, says: { Status: 'cancel' } },
  ] as const)('says $says, and nothing else', ({ command, says }) => {
    expect(Object.fromEntries(formOf(command))).toEqual({ ...always, ...says })
  })

  test('has each parameter once', () => {
    const names = formOf({ type: 'complete', ...step, paymentSid }).map(([name]) => name)

    expect(new Set(names).size).toBe(names.length)
  })
})
