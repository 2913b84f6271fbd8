import { describe, expect, test } from 'vitest'
import { startBench } from '../bench/bench.ts'
import { says, startPaymentEndpoint } from './payment-endpoint.ts'

async function connectedBench(...[answer]: Parameters<typeof startPaymentEndpoint>) {
  const endpoint = await startPaymentEndpoint(answer)
  const connector = { url: endpoint.url, username: 'u', password: 'secret-of-the-shop' }
  const bench = await startBench({ connector })
  return { bench, endpoint, callSid: await bench.call() }
}

test('a token is asked for without an amount, and succeeds with the id that was answered', async () => {
  const { bench, callSid, endpoint } = await connectedBench(() => says({ token_id: 'tok_9' }))
  const payment = await bench.pay(callSid, { chargeAmount: 0, securityCode: false })
  await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '378282246310005' })
  await bench.enter(callSid, { payment, field: 'expiration-date', keys: '0828' })
  await bench.enter(callSid, { payment, field: 'postal-code', keys: '94105#' })
  await bench.finish(callSid, payment)

  expect(await bench.result()).toMatchObject({
    Result: 'success',
    PaymentToken: 'tok_9',
    PaymentConfirmationCode: '',
  })
  expect(endpoint.posts.map(({ body }) => body)).toEqual([
    {
      method: 'tokenize',
      transaction_id: expect.any(String),
      cardnumber: '378282246310005',
      cvv: '',
      expiry_month: '08',
      expiry_year: '28',
      description: '',
      postal_code: '94105',
      parameters: {},
    },
  ])
  expect(bench.simulator.ledger()).toMatchObject([{ method: 'tokenize', amount: '0.00' }])
})

test('a token that is answered with a charge is malformed, by its own code', async () => {
  const { bench, callSid } = await connectedBench(() => says({ charge_id: 'ch_1' }))
  const payment = await bench.pay(callSid, { chargeAmount: 0 })
  await bench.enterCard(callSid, payment)
  await bench.finish(callSid, payment)

  expect(await bench.result()).toMatchObject({
    PayErrorCode: '64010',
    ConnectorError: 'token_id is missing',
  })
})

describe('a bank account', () => {
  const payByBank = async (account: string) => {
    const world = await connectedBench(() => says({ charge_id: 'ch_ach' }))
    const { bench, callSid } = world
    const payment = await bench.pay(callSid, {
      paymentMethod: 'ach-debit',
      parameter: { AVSName: 'Ann Lee' },
    })
    await bench.enter(callSid, { payment, field: 'bank-routing-number', keys: '021000021' })
    await bench.enter(callSid, { payment, field: 'bank-account-number', keys: `${account}#` })
    await bench.finish(callSid, payment)
    return { ...world, result: await bench.result() }
  }

  test('is posted in place of a card', async () => {
    const { endpoint, result } = await payByBank('12345678')

    expect(result).toMatchObject({ Result: 'success', PaymentConfirmationCode: 'ch_ach' })
    expect(endpoint.posts.map(({ body }) => body)).toEqual([
      {
        method: 'charge',
        transaction_id: expect.any(String),
        bankaccountnumber: '12345678',
        routingnumber: '021000021',
        amount: '42.5',
        currency_code: 'USD',
        description: '',
        parameters: { AVSName: 'Ann Lee' },
      },
    ])
  })

  test('that is no test account never leaves the simulator', async () => {
    const { endpoint, result } = await payByBank('99887766')

    expect(result).toMatchObject({ PayErrorCode: '64023' })
    expect(endpoint.posts).toEqual([])
  })
})

test.each(['4242424242424242', '4000000000000002'])(
  'the card %s, which Twilio has not listed, never leaves the simulator',
  async (number) => {
    const { bench, callSid, endpoint } = await connectedBench(() => says({ charge_id: 'ch_1' }))
    const payment = await bench.pay(callSid)
    await bench.enterCard(callSid, payment, { number })
    await bench.finish(callSid, payment)

    expect(await bench.result()).toMatchObject({ PayErrorCode: '64022' })
    expect(endpoint.posts).toEqual([])
  },
)

describe('what the simulator tells of it', () => {
  test('is which requests were made and what came of them, and no card', async () => {
    const { bench, callSid } = await connectedBench((posted) =>
      says({ error_code: 'no', error_message: `not ${JSON.stringify(posted.body)}` }),
    )
    const payment = await bench.pay(callSid)
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    await bench.result()

    const requests = await bench.send('GET', '/connector/requests')
    expect(requests.body).toEqual([
      {
        transactionId: expect.any(String),
        method: 'charge',
        try: 1,
        at: expect.stringMatching(/^2026-11-15T12:0/),
        status: 200,
        answer: 'refused with 64008',
      },
    ])
    for (const path of ['/connector', '/connector/requests', '/ledger', '/caller/calls']) {
      const shown = JSON.stringify(await bench.send('GET', path))
      expect(shown).not.toMatch(/4111111111111111|secret-of-the-shop/)
    }
  })

  test('is not the card, when the endpoint sends it back as its own id', async () => {
    const { bench, callSid } = await connectedBench(({ body }) =>
      says({ charge_id: `ch_${body['cardnumber']}` }),
    )
    const payment = await bench.pay(callSid)
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    await bench.result()

    for (const path of ['/connector/requests', '/ledger']) {
      const shown = JSON.stringify(await bench.send('GET', path))
      expect(shown).not.toContain('4111111111111111')
      expect(shown).toContain('the number that was posted')
    }
  })

  test('is the endpoint, until it is taken away', async () => {
    const { bench, callSid, endpoint } = await connectedBench(() => says({ charge_id: 'ch_1' }))
    const shown = { url: endpoint.url, username: 'u' }
    expect(await bench.send('GET', '/connector')).toEqual({ status: 200, body: shown })

    await bench.send('PUT', '/connector', { url: null })
    const payment = await bench.pay(callSid)
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)

    expect(await bench.result()).toMatchObject({ Result: 'success' })
    expect(endpoint.posts).toEqual([])
    expect((await bench.send('GET', '/connector')).body).toEqual({ url: null, username: null })
  })

  test.each([
    [{}, '"url" null'],
    [{ url: 'pay.example' }, 'must be absolute'],
    [{ url: 'ftp://pay.example/' }, 'must be absolute'],
    [{ url: 'https://me:secret@pay.example/' }, 'no credentials'],
    [{ url: 'https://pay.example/', username: 'a:b' }, 'no colon'],
    [{ url: 7 }, '"url" must be a text'],
  ])('is a sentence when the endpoint is %o', async (endpoint, sentence) => {
    const bench = await startBench()

    expect(await bench.send('PUT', '/connector', endpoint)).toEqual({
      status: 400,
      body: { status: 400, error: expect.stringContaining(sentence) },
    })
  })

  test('is an error when the simulator is made with an endpoint that is none', async () => {
    const connector = { url: 'pay.example', username: '', password: '' }

    await expect(startBench({ connector })).rejects.toThrow('must be absolute')
  })
})
