import { describe, expect, test } from 'vitest'
import { lastOf, payingWith } from './switched-bench.ts'

describe('the switch', () => {
  test.each([
    ['yes', '94105', 'false'],
    ['no', '941051', 'true'],
  ])('poundEndsEntry: %s', async (poundEndsEntry, PaymentCardPostalCode, PartialResult) => {
    const { bench, callSid, payment } = await payingWith({ poundEndsEntry })
    await bench.enter(callSid, { payment, field: 'postal-code', keys: '94105#1' })
    expect(lastOf(bench)).toMatchObject({ PaymentCardPostalCode, PartialResult })
  })

  test.each([
    ['input-timeout', 'input-timeout'],
    ['invalid-field', 'invalid-card-number'],
  ])('timeoutError: %s', async (timeoutError, ErrorType) => {
    const { bench, callSid, payment } = await payingWith({ timeoutError })
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '4111' })
    await bench.pass(6_000)
    expect(lastOf(bench)).toMatchObject({ ErrorType })
  })

  test.each([
    ['at-least', '941051', 'true'],
    ['exactly', '94105', 'false'],
  ])('postalCodeLength: %s', async (postalCodeLength, PaymentCardPostalCode, PartialResult) => {
    const asked = { minPostalCodeLength: 5 }
    const { bench, callSid, payment } = await payingWith({ postalCodeLength }, asked)
    await bench.enter(callSid, { payment, field: 'postal-code', keys: '941051' })
    expect(lastOf(bench)).toMatchObject({ PaymentCardPostalCode, PartialResult })
  })

  test('postalCodeLength: exactly refuses fewer', async () => {
    const asked = { minPostalCodeLength: 5 }
    const { bench, callSid, payment } = await payingWith({ postalCodeLength: 'exactly' }, asked)
    await bench.enter(callSid, { payment, field: 'postal-code', keys: '9410#' })
    expect(lastOf(bench)).toMatchObject({ ErrorType: 'invalid-postal-code' })
  })

  test.each([
    ['capture', '94', []],
    ['gather', '', ['94']],
  ])('gatherDuringCapture: %s', async (gatherDuringCapture, typed, gathered) => {
    const { bench, callSid, payment } = await payingWith({ gatherDuringCapture })
    const seen: unknown[] = []
    bench.application.answerWith('/gathered', ({ parameters }) => {
      seen.push(parameters['Digits'])
      return { body: '<Response><Pause length="60"/></Response>' }
    })
    const action = `${bench.application.url}/gathered`
    const twiml = `<Response><Gather numDigits="2" action="${action}"/></Response>`
    await bench.client.calls(callSid).update({ twiml })
    await bench.enter(callSid, { payment, field: 'postal-code', keys: '94' })
    await bench.pass(200)
    expect(lastOf(bench)).toMatchObject({ PaymentCardPostalCode: typed })
    expect(seen).toEqual(gathered)
  })
})

describe('a caller who never presses a key', () => {
  const silent = async (switches: Readonly<Record<string, string>>) => {
    const { bench, callSid, payment } = await payingWith(switches, { timeout: 8 })
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '' })
    await bench.pass(7_900)
    expect(lastOf(bench)).toMatchObject({ PartialResult: 'true' })
    await bench.pass(200)
    return { bench, callSid }
  }

  test('firstKeyTimeout: never', async () => {
    const { bench, callSid } = await silent({ firstKeyTimeout: 'never' })
    await bench.pass(600_000)
    expect(lastOf(bench)).toMatchObject({ PartialResult: 'true' })
    expect(bench.callOf(callSid).payment?.capturing).toBe('payment-card-number')
  })

  test.each(['input-timeout', 'invalid-field'])(
    'firstKeyTimeout: after-timeout, with timeoutError: %s',
    async (timeoutError) => {
      const { bench, callSid } = await silent({ firstKeyTimeout: 'after-timeout', timeoutError })
      expect(lastOf(bench)).toMatchObject({
        ErrorType: 'input-timeout',
        Capture: 'payment-card-number',
      })
      expect(bench.callOf(callSid).payment).toMatchObject({ capturing: null, state: 'open' })
    },
  )

  test('firstKeyTimeout: after-timeout waits for the next key as long again', async () => {
    const { bench, callSid, payment } = await payingWith({ firstKeyTimeout: 'after-timeout' })
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '' })
    await bench.pass(4_000)
    await bench.press(callSid, '4')
    await bench.pass(4_000)
    expect(lastOf(bench)).toMatchObject({ PaymentCardNumber: 'x', PartialResult: 'true' })
  })
})

describe('a card number that might be longer', () => {
  const entering = async (longEntries: string, keys: string) => {
    const asked = { validCardTypes: 'visa amex discover' }
    const { bench, callSid, payment } = await payingWith({ longEntries }, asked)
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys })
    return bench
  }

  test.each([
    ['ends-when-full', '4111111111111111', 'false', 'xxxxxxxxxxxx1111'],
    ['waits-for-pound', '4111111111111111', 'true', 'xxxxxxxxxxxxxxxx'],
    ['waits-for-pound', '4111111111111111#', 'false', 'xxxxxxxxxxxx1111'],
    // A made-up Visa number of nineteen digits, the most there are.
    ['waits-for-pound', '4111111111111111110', 'false', 'xxxxxxxxxxxxxxx1110'],
    // American Express numbers have one length.
    ['waits-for-pound', '378282246310005', 'false', 'xxxxxxxxxxx0005'],
  ])('longEntries: %s, with %s', async (longEntries, keys, PartialResult, PaymentCardNumber) => {
    const last = lastOf(await entering(longEntries, keys))
    expect(last).toMatchObject({ PartialResult, PaymentCardNumber })
  })

  test('longEntries: waits-for-pound ends with the Timeout, too', async () => {
    const bench = await entering('waits-for-pound', '4111111111111111')
    await bench.pass(5_000)
    expect(lastOf(bench)).toMatchObject({
      PaymentCardNumber: 'xxxxxxxxxxxx1111',
      PartialResult: 'false',
    })
  })
})
