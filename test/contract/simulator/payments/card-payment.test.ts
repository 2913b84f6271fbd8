import { describe, expect, test } from 'vitest'
import { startBench } from '../bench/bench.ts'

describe('a card payment', () => {
  test('is charged once, and tells each step to the status callback', async () => {
    const bench = await startBench()
    const callSid = await bench.call()

    const payment = await bench.pay(callSid, { description: 'INV-1001' })
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    const result = await bench.result()

    expect(bench.simulator.ledger()).toEqual([
      {
        transactionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        confirmationCode: result['PaymentConfirmationCode'],
        method: 'charge',
        amount: '42.50',
        currency: 'USD',
        description: 'INV-1001',
        paymentMethod: 'credit-card',
        paymentSid: payment,
        callSid,
        at: expect.stringMatching(/^2026-11-15T12:00:/),
      },
    ])
    expect(result).toEqual({
      Sid: payment,
      CallSid: callSid,
      AccountSid: 'AC55555555555555555555555555555555',
      PaymentMethod: 'credit-card',
      DateUpdated: expect.stringMatching(/^2026-11-15T12:00:\d\d\.\d{3}Z$/),
      PaymentCardNumber: 'xxxxxxxxxxxx1111',
      PaymentCardType: 'visa',
      ExpirationDate: '1227',
      SecurityCode: 'xxx',
      PaymentCardPostalCode: '94105',
      Result: 'success',
      PaymentConfirmationCode: expect.stringMatching(/^[2-9A-HJ-NP-Z]{8}$/),
      PaymentToken: '',
      ProfileId: '',
    })
  })

  test('posts one callback per key, and one more when the field is done', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid)

    await bench.enterCard(callSid, payment)

    const seen = bench.application.callbacks().map(({ parameters }) => parameters)
    const card = seen.filter(({ Capture }) => Capture === 'payment-card-number')
    expect(card.map(({ PaymentCardNumber }) => PaymentCardNumber)).toEqual([
      '',
      ...Array.from({ length: 16 }, (_, index) => 'x'.repeat(index + 1)),
      'xxxxxxxxxxxx1111',
    ])
    expect(card.map(({ PartialResult }) => PartialResult)).toEqual([
      ...Array.from({ length: 17 }, () => 'true'),
      'false',
    ])
    const finals = seen.filter(({ PartialResult }) => PartialResult === 'false')
    expect(finals.map(({ Required }) => Required)).toEqual([
      'expiration-date,security-code,postal-code',
      'security-code,postal-code',
      'postal-code',
      '',
    ])
    expect(seen[0]).toEqual({
      PaymentConnector: 'Default',
      DateCreated: expect.stringMatching(/^2026-11-15T12:00:\d\d\.\d{3}Z$/),
      PaymentMethod: 'credit-card',
      CallSid: callSid,
      AccountSid: 'AC55555555555555555555555555555555',
      Sid: payment,
      ChargeAmount: '42.5',
    })
  })

  test('orders its callbacks by DateUpdated', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid)

    await bench.enterCard(callSid, payment)

    const dates = bench.application
      .callbacks()
      .slice(1)
      .map(({ parameters }) => parameters['DateUpdated'] ?? '')
    expect(dates).toEqual([...new Set(dates)].sort())
  })

  test('without an amount gives a token instead of a charge', async () => {
    const bench = await startBench()
    const callSid = await bench.call()

    const payment = await bench.pay(callSid, { chargeAmount: 0, tokenType: 'one-time' })
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    const result = await bench.result()

    expect(bench.application.callbacks()[0]?.parameters).toMatchObject({ TokenType: 'one-time' })
    expect(bench.simulator.ledger()).toMatchObject([
      {
        method: 'tokenize',
        amount: '0.00',
        tokenType: 'one-time',
        paymentMethod: 'credit-card',
      },
    ])
    expect(JSON.stringify(bench.simulator.ledger())).not.toContain('4111')
    expect(result['PaymentToken']).toMatch(/^token-/)
    expect(result['PaymentConfirmationCode']).toBe('')
  })

  test.each([
    ['USD', 7, '7.00'],
    ['JPY', 1200, '1200'],
    ['KWD', 1.5, '1.500'],
  ])('writes amounts in %s as the processor does', async (currency, chargeAmount, amount) => {
    const bench = await startBench()
    const callSid = await bench.call()

    const payment = await bench.pay(callSid, { currency, chargeAmount })
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    await bench.result()

    expect(bench.simulator.ledger()).toMatchObject([{ currency, amount }])
  })

  test('that is confirmed by the caller waits for 1', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid, { confirmation: 'true' })
    await bench.enterCard(callSid, payment)

    await bench.finish(callSid, payment)
    await bench.pass(10_000)
    expect(bench.simulator.ledger()).toEqual([])
    expect(bench.heard(callSid).at(-1)).toContain('1 1 1 1')
    await bench.press(callSid, '1')

    expect(await bench.result()).toMatchObject({ Result: 'success' })
  })

  test('that asks for each entry twice wants the same digits again', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid, { requireMatchingInputs: 'expiration-date' })

    await bench.enter(callSid, { payment, field: 'expiration-date', keys: '1227' })
    await bench.enter(callSid, { payment, field: 'expiration-date-matcher', keys: '1228' })
    expect(bench.application.callbacks().at(-1)?.parameters).toMatchObject({
      ErrorType: 'input-matching-failed',
    })
    await bench.enter(callSid, { payment, field: 'expiration-date-matcher', keys: '1227' })

    expect(bench.callOf(callSid).payment?.required).toEqual([
      'payment-card-number',
      'security-code',
      'postal-code',
    ])
  })
})

describe('what the processor says', () => {
  test.each([
    ['4000000000000002', { PayErrorCode: '64012', ConnectorError: 'card_declined' }],
    ['4012888888881881', { PayErrorCode: '64022' }],
  ])('of %s ends in a connector error and no charge', async (number, expected) => {
    const bench = await startBench()
    const callSid = await bench.call()

    const payment = await bench.pay(callSid)
    await bench.enterCard(callSid, payment, { number })
    await bench.finish(callSid, payment)

    expect(await bench.result()).toMatchObject({ Result: 'payment-connector-error', ...expected })
    expect(bench.simulator.ledger()).toEqual([])
  })

  test('of a declined card is a sentence', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid)
    await bench.enterCard(callSid, payment, { number: '4000000000000002' })

    await bench.finish(callSid, payment)

    expect(await bench.result()).toMatchObject({ PaymentError: 'card is declined' })
  })

  test('of the slow card comes after 45 seconds', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid)
    await bench.enterCard(callSid, payment, { number: '4000000000000341' })

    await bench.finish(callSid, payment)
    await bench.pass(44_000)
    expect(bench.simulator.ledger()).toEqual([])

    expect(await bench.result()).toMatchObject({ Result: 'success' })
  })

  test('of the silent card never comes, though it is charged', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid)
    await bench.enterCard(callSid, payment, { number: '4000000000000119' })

    await bench.finish(callSid, payment)
    await bench.pass(300_000)

    expect(bench.simulator.ledger()).toHaveLength(1)
    expect(bench.application.callbacks().at(-1)?.parameters['Result']).toBeUndefined()
  })
})
