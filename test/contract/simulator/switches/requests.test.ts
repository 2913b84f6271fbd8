import { describe, expect, test } from 'vitest'
import { failureOf } from '../faults/broken-bench.ts'
import { benchWith, lastOf, payingWith, resultsOf } from './switched-bench.ts'

describe('the switch', () => {
  test.each([
    ['rest', 64021],
    ['callback', 'accepted'],
  ])('secondSession: %s', async (secondSession, answer) => {
    const { bench, callSid, payment } = await payingWith({ secondSession })
    expect(await failureOf(bench.pay(callSid))).toBe(answer)
    await bench.pass(100)
    const told = bench.application.callbacks().flatMap(({ parameters }) => parameters['ErrorType'])
    expect(told.includes('session-in-progress')).toBe(secondSession === 'callback')
    expect(bench.callOf(callSid).payment).toMatchObject({ sid: payment, state: 'open' })
  })

  test.each([
    ['callback', 'accepted'],
    ['rest', 64021],
  ])('sequenceError: %s', async (sequenceError, answer) => {
    const { bench, callSid, payment } = await payingWith({ sequenceError })
    const asked = bench.enter(callSid, { payment, field: 'security-code', keys: '' })
    expect(await failureOf(asked)).toBe(answer)
  })

  test('missingFieldsError: rest leaves the session as it is', async () => {
    const { bench, callSid, payment } = await payingWith({ missingFieldsError: 'rest' })
    expect(await failureOf(bench.finish(callSid, payment))).toBe(64019)
    await bench.pass(100)
    expect(resultsOf(bench)).toEqual([])
    expect(bench.callOf(callSid).payment?.state).toBe('open')
  })

  test('missingFieldsError: callback ends it', async () => {
    const { bench, callSid, payment } = await payingWith({ missingFieldsError: 'callback' })
    expect(await failureOf(bench.finish(callSid, payment))).toBe('accepted')
    expect(await bench.result()).toMatchObject({
      Sid: payment,
      Result: 'validation-error',
      PayErrorCode: '64019',
      PaymentError: expect.stringContaining('expiration-date'),
    })
    expect(bench.callOf(callSid).payment?.state).toBe('closed')
    expect(await failureOf(bench.finish(callSid, payment))).toBe(20404)
    expect(bench.simulator.ledger()).toEqual([])
  })

  test.each([
    ['yes', 'accepted', 1],
    ['no', 64021, 1],
    ['refused', 64021, 1],
  ])('idempotencyKeyReplay: %s, for create', async (idempotencyKeyReplay, answer, told) => {
    const bench = await benchWith({ idempotencyKeyReplay })
    const callSid = await bench.call()
    const create = () => bench.pay(callSid, { idempotencyKey: 'same' })
    await create()
    expect(await failureOf(create())).toBe(answer)
    await bench.pass(100)
    expect(bench.application.callbacks()).toHaveLength(told)
  })

  test.each([
    ['yes', 'accepted', 1],
    ['no', 'accepted', 2],
    ['refused', 64021, 1],
  ])('idempotencyKeyReplay: %s, for capture', async (idempotencyKeyReplay, answer, asked) => {
    const { bench, callSid, payment } = await payingWith({ idempotencyKeyReplay })
    const capture = (field: 'postal-code' | 'expiration-date') =>
      bench.client.calls(callSid).payments(payment).update({
        idempotencyKey: 'same',
        statusCallback: bench.statusCallback,
        capture: field,
      })
    await capture('postal-code')
    expect(await failureOf(capture('postal-code'))).toBe(answer)
    expect(await failureOf(capture('expiration-date'))).toBe('accepted')
    await bench.pass(100)
    const seen = bench.application.callbacks().map(({ parameters }) => parameters['Capture'])
    expect(seen.filter((field) => field === 'postal-code')).toHaveLength(asked)
  })

  test.each([
    ['on', 'accepted'],
    ['off-accepted', 'accepted'],
    ['off-refused', 64001],
  ])('pciMode: %s', async (pciMode, answer) => {
    const bench = await benchWith({ pciMode })
    const callSid = await bench.call()
    expect(await failureOf(bench.pay(callSid))).toBe(answer)
  })

  test.each([
    ['20404', 20404],
    ['64021', 64021],
  ])('closedSessionUpdate: %s', async (closedSessionUpdate, code) => {
    const { bench, callSid, payment } = await payingWith({ closedSessionUpdate })
    await bench.press(callSid, '*')
    expect(await failureOf(bench.finish(callSid, payment))).toBe(code)
  })

  test.each([
    ['ignored', 'accepted'],
    ['refused', 64020],
  ])('tokenTypeWithAmount: %s', async (tokenTypeWithAmount, answer) => {
    const bench = await benchWith({ tokenTypeWithAmount })
    const callSid = await bench.call()
    const tokenType = 'one-time'
    const token = await bench.pay(callSid, { tokenType, chargeAmount: 0 })
    await bench.finish(callSid, token, 'cancel')
    expect(await failureOf(bench.pay(callSid, { tokenType }))).toBe(answer)
  })

  test('tokenTypeWithAmount: ignored charges', async () => {
    const asked = { tokenType: 'payment-method' } as const
    const { bench, callSid, payment } = await payingWith({}, asked)
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    expect(await bench.result()).toMatchObject({ Result: 'success', PaymentToken: '' })
    expect(bench.simulator.ledger()).toMatchObject([{ method: 'charge', amount: '42.50' }])
  })

  test.each([
    ['refused', 21609],
    ['lost', 'accepted'],
  ])('relativeStatusCallback: %s', async (relativeStatusCallback, answer) => {
    const bench = await benchWith({ relativeStatusCallback })
    const callSid = await bench.call()
    expect(await failureOf(bench.pay(callSid, { statusCallback: '/callback' }))).toBe(answer)
    await bench.pass(1_000)
    expect(bench.application.callbacks()).toEqual([])
  })

  test.each([
    ['refused', 64020],
    ['accepted', 'accepted'],
  ])('commercialSavings: %s', async (commercialSavings, answer) => {
    const bench = await benchWith({ commercialSavings })
    const callSid = await bench.call()
    const asked: Record<string, unknown> = {
      paymentMethod: 'ach-debit',
      parameter: { AVSName: 'A. Caller' },
      bankAccountType: 'commercial-savings',
    }
    expect(await failureOf(bench.pay(callSid, asked))).toBe(answer)
    await bench.pass(100)
    if (answer === 'accepted') {
      expect(lastOf(bench)).toMatchObject({ BankAccountType: 'commercial-savings' })
    }
  })
})

describe('a wrong value', () => {
  const wrongAmount = { chargeAmount: 1.234 }

  test('is refused at once with invalidValueError: rest', async () => {
    const { bench, callSid, payment } = await payingWith({ invalidValueError: 'rest' })
    const field = 'bank-account-number'
    expect(await failureOf(bench.enter(callSid, { payment, field, keys: '' }))).toBe(64020)
    expect(await failureOf(bench.pay(callSid, wrongAmount))).toBe(64003)
    expect(bench.callOf(callSid).payment).toMatchObject({ sid: payment, state: 'open' })
  })

  test('of create opens nothing with invalidValueError: callback', async () => {
    const bench = await benchWith({ invalidValueError: 'callback' })
    const callSid = await bench.call()
    const payment = await bench.pay(callSid, wrongAmount)
    expect(await bench.result()).toMatchObject({
      Sid: payment,
      Result: 'validation-error',
      PayErrorCode: '64003',
      PaymentError: expect.stringContaining('2 decimals'),
    })
    expect(await failureOf(bench.finish(callSid, payment))).toBe(20404)
    expect(await failureOf(bench.pay(callSid))).toBe('accepted')
  })

  test('of an update ends the session with invalidValueError: callback', async () => {
    const { bench, callSid, payment } = await payingWith({ invalidValueError: 'callback' })
    await bench.enter(callSid, { payment, field: 'bank-account-number', keys: '' })
    expect(await bench.result()).toMatchObject({ Sid: payment, PayErrorCode: '64020' })
    expect(bench.callOf(callSid).payment?.state).toBe('closed')
  })

  test('does not end a payment that is being made', async () => {
    const { bench, callSid, payment } = await payingWith({ invalidValueError: 'callback' })
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    const field = 'bank-account-number'
    expect(await failureOf(bench.enter(callSid, { payment, field, keys: '' }))).toBe(64021)
    expect(await bench.result()).toMatchObject({ Result: 'success' })
  })
})
