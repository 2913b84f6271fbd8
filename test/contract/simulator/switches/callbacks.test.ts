import { describe, expect, test } from 'vitest'
import { lastOf, payingWith, type Settings } from './switched-bench.ts'

describe('Required', () => {
  const requiredWith = async (switches: Settings, matching?: string) => {
    const asked = matching === undefined ? {} : { requireMatchingInputs: matching }
    const { bench, callSid, payment } = await payingWith(switches, asked)
    await bench.enter(callSid, { payment, field: 'expiration-date', keys: '1227' })
    return lastOf(bench)['Required']
  }

  test.each([
    ['kebab', 'payment-card-number,security-code,postal-code'],
    ['pascal', 'PaymentCardNumber,SecurityCode,PaymentCardPostalCode'],
  ])('requiredNames: %s', async (requiredNames, required) => {
    expect(await requiredWith({ requiredNames })).toBe(required)
  })

  test.each([
    ['postal-code-last', 'payment-card-number,security-code,postal-code'],
    ['postal-code-third', 'payment-card-number,postal-code,security-code'],
  ])('requiredOrder: %s', async (requiredOrder, required) => {
    expect(await requiredWith({ requiredOrder })).toBe(required)
  })

  test.each([
    ['comma', 'payment-card-number,security-code,postal-code'],
    ['comma-space', 'payment-card-number, security-code, postal-code'],
  ])('requiredSeparator: %s', async (requiredSeparator, required) => {
    expect(await requiredWith({ requiredSeparator })).toBe(required)
  })

  test('in pascal tells a second entry from the first', async () => {
    const required = await requiredWith({ requiredNames: 'pascal' }, 'payment-card-number')

    expect(required).toBe(
      'PaymentCardNumber,PaymentCardNumberMatcher,SecurityCode,PaymentCardPostalCode',
    )
  })
})

describe('a callback', () => {
  test.each([
    ['false', 'false'],
    ['absent', undefined],
  ])('partialResultOnFinal: %s', async (partialResultOnFinal, mark) => {
    const { bench, callSid, payment } = await payingWith({ partialResultOnFinal })
    await bench.enter(callSid, { payment, field: 'expiration-date', keys: '1227' })
    expect(lastOf(bench)).toMatchObject({ ExpirationDate: '1227' })
    expect(lastOf(bench)['PartialResult']).toBe(mark)
  })

  test.each([
    ['plain', '4111111111111111', 'xxxxxxxxxxxx1111'],
    ['dashes', '4111111111111111', 'xxxx-xxxx-xxxx-1111'],
    ['dashes', '378282246310005', 'xxxx-xxxxxx-x0005'],
  ])('cardMask: %s, with %s', async (cardMask, keys, PaymentCardNumber) => {
    const { bench, callSid, payment } = await payingWith({ cardMask })
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys })
    expect(lastOf(bench)).toMatchObject({ PaymentCardNumber })
  })

  test.each([
    ['x', ['', 'x', 'xx', 'xxx', 'xxx'], 'xxx'],
    ['stars', ['', '*', '**', '***', '***'], '***'],
  ])('securityCodeMask: %s', async (securityCodeMask, shown, closing) => {
    const { bench, callSid, payment } = await payingWith({ securityCodeMask })
    await bench.enterCard(callSid, payment)
    const seen = bench.application.callbacks().map(({ parameters }) => parameters)
    const codes = seen.filter(({ Capture }) => Capture === 'security-code')
    expect(codes.map(({ SecurityCode }) => SecurityCode)).toEqual(shown)
    await bench.finish(callSid, payment)
    expect(await bench.result()).toMatchObject({ SecurityCode: closing })
  })

  test.each([
    ['iso', /^2026-11-15T12:00:\d\d\.\d{3}Z$/],
    ['rfc2822', /^Sun, 15 Nov 2026 12:00:\d\d \+0000$/],
  ])('callbackDates: %s', async (callbackDates, form) => {
    const { bench, callSid, payment } = await payingWith({ callbackDates })
    await bench.enter(callSid, { payment, field: 'expiration-date', keys: '1' })
    expect(lastOf(bench)['DateCreated']).toMatch(form)
    expect(lastOf(bench)['DateUpdated']).toMatch(form)
    await bench.finish(callSid, payment, 'cancel')
    expect((await bench.result())['DateUpdated']).toMatch(form)
  })
})

describe('the last callback', () => {
  test.each([
    ['thin', undefined],
    ['common', '42.5'],
  ])('completionFields: %s', async (completionFields, amount) => {
    const { bench, callSid, payment } = await payingWith({ completionFields })
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    const { Result, ChargeAmount, PaymentConnector, DateCreated } = await bench.result()
    const isCommon = amount !== undefined
    expect([
      Result,
      ChargeAmount,
      PaymentConnector !== undefined,
      DateCreated !== undefined,
    ]).toEqual(['success', amount, isCommon, isCommon])
  })

  test.each([
    ['transaction-cancelled', 'transaction-cancelled'],
    ['none', undefined],
  ])('cancelResult: %s', async (cancelResult, result) => {
    const { bench, callSid, payment } = await payingWith({ cancelResult })
    await bench.finish(callSid, payment, 'cancel')
    await bench.pass(100)
    expect(lastOf(bench)).toMatchObject({ Sid: payment, PaymentMethod: 'credit-card' })
    expect(lastOf(bench)['Result']).toBe(result)
  })

  test.each([
    ['once', 'card is declined'],
    ['twice', 'card%20is%20declined'],
  ])('paymentErrorEncoding: %s', async (paymentErrorEncoding, text) => {
    const { bench, callSid, payment } = await payingWith({ paymentErrorEncoding })
    await bench.enterCard(callSid, payment, { number: '4000000000000002' })
    await bench.finish(callSid, payment)
    expect(await bench.result()).toMatchObject({ PayErrorCode: '64012', PaymentError: text })
  })
})
