import { describe, expect, test } from 'vitest'
import { type Bench, startBench } from '../bench/bench.ts'

async function paying(bench: Bench, wanted: Parameters<Bench['pay']>[1] = {}) {
  const callSid = await bench.call()
  const payment = await bench.pay(callSid, wanted)
  return { callSid, payment }
}

const lastOf = (bench: Bench) => bench.application.callbacks().at(-1)?.parameters ?? {}

describe('a card number', () => {
  test.each([
    ['4111111111111112', 'invalid-card-number', 'with a wrong check digit'],
    ['9999999999999999', 'invalid-card-number', 'of no brand'],
    ['411111111111#', 'invalid-card-number', 'that is too short'],
    ['6011111111111117', 'invalid-card-type', 'of a brand that is not accepted'],
    ['#', 'invalid-card-number', 'without any digit'],
  ])('%s is refused with %s: one %s', async (keys, ErrorType) => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench)

    await bench.enter(callSid, { payment, field: 'payment-card-number', keys })

    const last = lastOf(bench)
    expect(last).toMatchObject({ ErrorType, Capture: 'payment-card-number' })
    expect(last['Required']).toMatch(/^payment-card-number,/)
    expect(last).not.toHaveProperty('PaymentCardNumber')
    expect(bench.callOf(callSid).payment).toMatchObject({ capturing: null, state: 'open' })
  })

  test.each([
    ['4111111111111111', 'visa', 'xxxxxxxxxxxx1111'],
    ['5555555555554444', 'mastercard', 'xxxxxxxxxxxx4444'],
    ['2223003122003222', 'mastercard', 'xxxxxxxxxxxx3222'],
    ['378282246310005', 'amex', 'xxxxxxxxxxx0005'],
    ['6011111111111117', 'discover', 'xxxxxxxxxxxx1117'],
    ['3056930009020004', 'diners-club', 'xxxxxxxxxxxx0004'],
    ['3566002020360505', 'jcb', 'xxxxxxxxxxxx0505'],
    ['6771798021000008', 'maestro', 'xxxxxxxxxxxx0008'],
  ])('%s is a %s', async (keys, PaymentCardType, PaymentCardNumber) => {
    const bench = await startBench()
    const validCardTypes = 'visa mastercard amex maestro discover jcb diners-club enroute optima'
    const { callSid, payment } = await paying(bench, { validCardTypes })

    await bench.enter(callSid, { payment, field: 'payment-card-number', keys })

    expect(lastOf(bench)).toMatchObject({ PaymentCardType, PaymentCardNumber })
  })

  test('may be asked for again, and is required again until it is there', async () => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench)
    const field = 'payment-card-number'

    await bench.enter(callSid, { payment, field, keys: '4111111111111111' })
    expect(lastOf(bench)['Required']).not.toContain(field)
    await bench.enter(callSid, { payment, field, keys: '5' })

    expect(lastOf(bench)).toMatchObject({ PartialResult: 'true', PaymentCardNumber: 'x' })
    expect(lastOf(bench)['Required']).toContain(field)
  })

  test('half typed is forgotten when another field is asked for', async () => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench)

    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '41111111' })
    await bench.enter(callSid, { payment, field: 'expiration-date', keys: '1227' })

    expect(lastOf(bench)).toMatchObject({ ExpirationDate: '1227', PartialResult: 'false' })
    expect(lastOf(bench)['Required']).toBe('payment-card-number,security-code,postal-code')
    const before = bench.application.callbacks().length
    await bench.pass(10_000)
    expect(bench.application.callbacks()).toHaveLength(before)
  })
})

describe('an expiration date', () => {
  test.each([
    ['1026', 'the month before this one'],
    ['1327', 'the thirteenth month'],
    ['0027', 'no month at all'],
    ['12#', 'too few digits'],
  ])('%s is invalid: %s', async (keys) => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench)

    await bench.enter(callSid, { payment, field: 'expiration-date', keys })

    expect(lastOf(bench)).toMatchObject({ ErrorType: 'invalid-date' })
  })

  test('is good to the end of its month', async () => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench)

    await bench.enter(callSid, { payment, field: 'expiration-date', keys: '1126' })

    expect(lastOf(bench)).toMatchObject({ ExpirationDate: '1126', PartialResult: 'false' })
  })
})

describe('a security code', () => {
  test('has four digits on American Express, and all are masked', async () => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench)
    const field = 'security-code'
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '378282246310005' })

    await bench.enter(callSid, { payment, field, keys: '123#' })
    expect(lastOf(bench)).toMatchObject({ ErrorType: 'invalid-security-code' })
    await bench.enter(callSid, { payment, field, keys: '1234' })

    expect(lastOf(bench)).toMatchObject({ SecurityCode: 'xxxx', PartialResult: 'false' })
  })

  test('cannot come before the card number', async () => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench)

    await bench.enter(callSid, { payment, field: 'security-code', keys: '' })
    await bench.pass(100)

    expect(lastOf(bench)).toMatchObject({
      ErrorType: 'invalid-card-number-security-code-capture-sequence',
      Capture: 'security-code',
    })
  })

  test('is not required when the session was created without', async () => {
    const bench = await startBench()
    const { callSid } = await paying(bench, { securityCode: false, postalCode: false })

    expect(bench.callOf(callSid).payment?.required).toEqual([
      'payment-card-number',
      'expiration-date',
    ])
  })
})

describe('a postal code', () => {
  test('ends with the pound key', async () => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench)

    await bench.enter(callSid, { payment, field: 'postal-code', keys: '94105#' })

    expect(lastOf(bench)).toMatchObject({ PaymentCardPostalCode: '94105', PartialResult: 'false' })
  })

  test('ends five seconds after its last digit', async () => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench)

    await bench.enter(callSid, { payment, field: 'postal-code', keys: '94105' })
    await bench.pass(4_800)
    expect(lastOf(bench)).toMatchObject({ PartialResult: 'true' })
    await bench.pass(200)

    expect(lastOf(bench)).toMatchObject({ PaymentCardPostalCode: '94105', PartialResult: 'false' })
  })

  test('that is shorter than asked for is invalid', async () => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench, { minPostalCodeLength: 5 })

    await bench.enter(callSid, { payment, field: 'postal-code', keys: '9410#' })

    expect(lastOf(bench)).toMatchObject({ ErrorType: 'invalid-postal-code' })
  })
})

describe('bank fields', () => {
  const ach = { paymentMethod: 'ach-debit', parameter: { AVSName: 'A. Caller' } } as const

  test.each([
    ['bank-routing-number', '123456789', 'invalid-bank-routing-number'],
    ['bank-routing-number', '02100#', 'invalid-bank-routing-number'],
    ['bank-account-number', '123#', 'invalid-bank-account-number'],
  ] as const)('%s %s is %s', async (field, keys, ErrorType) => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench, ach)

    await bench.enter(callSid, { payment, field, keys })

    expect(lastOf(bench)).toMatchObject({ ErrorType, Capture: field })
  })
})

describe('a silent caller', () => {
  test('before the first digit causes nothing, however long it lasts', async () => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench)
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '' })
    await bench.pass(100)
    const before = bench.application.callbacks().length

    await bench.pass(300_000)

    expect(bench.application.callbacks()).toHaveLength(before)
    expect(bench.callOf(callSid).payment?.capturing).toBe('payment-card-number')
  })

  test('after some digits causes a time-out, as long as the session was given', async () => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench, { timeout: 8 })
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '4111' })

    await bench.pass(7_800)
    expect(lastOf(bench)).toMatchObject({ PartialResult: 'true' })
    await bench.pass(300)

    expect(lastOf(bench)).toMatchObject({ ErrorType: 'input-timeout' })
  })
})

describe('the star key', () => {
  test('ends the session in the middle of a field', async () => {
    const bench = await startBench()
    const { callSid, payment } = await paying(bench)

    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '4111*111' })

    expect(lastOf(bench)).toMatchObject({ Result: 'caller-interrupted-with-star', Sid: payment })
    expect(bench.callOf(callSid)).toMatchObject({
      status: 'in-progress',
      payment: { state: 'closed', capturing: null },
    })
  })

  test('ends a session that waits for its next field', async () => {
    const bench = await startBench()
    const { callSid } = await paying(bench)

    await bench.press(callSid, '*')

    expect(lastOf(bench)).toMatchObject({ Result: 'caller-interrupted-with-star' })
  })
})
