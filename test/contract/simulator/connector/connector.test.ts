import type { PaymentListInstanceCreateOptions } from 'twilio/lib/rest/api/v2010/account/call/payment.js'
import { describe, expect, test } from 'vitest'
import { type Bench, startBench } from '../bench/bench.ts'
import { setFaults } from '../faults/broken-bench.ts'
import { type Posted, says, startPaymentEndpoint } from './payment-endpoint.ts'

const password = 'open sesame'

/** A simulator whose connector posts to an endpoint that answers so, and a call on it. */
async function connectedTo(...[answer]: Parameters<typeof startPaymentEndpoint>) {
  const bench = await startBench()
  const endpoint = await startPaymentEndpoint(answer)
  const put = { url: endpoint.url, username: 'twilio', password }
  expect((await bench.send('PUT', '/connector', put)).status).toBe(200)
  const callSid = await bench.call()
  return { bench, callSid, endpoint }
}

async function payByCard(
  { bench, callSid }: { bench: Bench; callSid: string },
  wanted: Partial<PaymentListInstanceCreateOptions> = {},
) {
  const payment = await bench.pay(callSid, wanted)
  await bench.enterCard(callSid, payment)
  await bench.finish(callSid, payment)
  const startedAtMs = bench.time.now()
  const result = await bench.result()
  return { result, tookMs: bench.time.now() - startedAtMs }
}

const requestsOf = async (bench: Bench) => (await bench.send('GET', '/connector/requests')).body

const idsOf = (posts: readonly Posted[]) => new Set(posts.map(({ body }) => body['transaction_id']))

describe('a charge', () => {
  test('is posted with the card, and succeeds with the id that was answered', async () => {
    const world = await connectedTo(() => says({ charge_id: 'ch_77' }))

    const { result } = await payByCard(world, {
      chargeAmount: 10,
      description: 'INV-1001',
      parameter: { shop: 'north', tries: 2 },
    })

    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(world.endpoint.posts).toEqual([
      {
        method: 'POST',
        path: '/pay?shop=7',
        // The words of the two, by hand: printf 'twilio:open sesame' | base64
        authorization: 'Basic dHdpbGlvOm9wZW4gc2VzYW1l',
        contentType: 'application/json',
        body: {
          method: 'charge',
          transaction_id: expect.stringMatching(uuid),
          cardnumber: '4111111111111111',
          cvv: '123',
          amount: '10.0',
          currency_code: 'USD',
          expiry_month: '12',
          expiry_year: '27',
          description: 'INV-1001',
          postal_code: '94105',
          parameters: { shop: 'north', tries: 2 },
        },
      },
    ])
    expect(result).toMatchObject({ Result: 'success', PaymentConfirmationCode: 'ch_77' })
    expect(world.bench.simulator.ledger()).toMatchObject([
      {
        transactionId: world.endpoint.posts[0]?.body['transaction_id'],
        confirmationCode: 'ch_77',
        amount: '10.00',
        description: 'INV-1001',
      },
    ])
  })

  test.each([
    ['card_declined', '64012'],
    ['DECLINED', '64012'],
    ['insufficient_funds', '64008'],
    [51, '64008'],
  ])('that is refused with %s fails with %s', async (code, PayErrorCode) => {
    const world = await connectedTo(() => says({ error_code: code, error_message: 'No, sorry.' }))

    const { result } = await payByCard(world)

    expect(result).toMatchObject({
      Result: 'payment-connector-error',
      PayErrorCode,
      PaymentError: 'No, sorry.',
      ConnectorError: String(code),
    })
    expect(world.endpoint.posts).toHaveLength(1)
    expect(world.bench.simulator.ledger()).toEqual([])
  })

  test.each([
    ['no JSON', { body: '<html>' }, 'the body is not a JSON object'],
    ['no charge_id', { body: '{"error_code":null}' }, 'charge_id is missing'],
    ['an error without charge_id', { body: '{"error_code":"x"}' }, 'charge_id is missing'],
    ['an empty charge_id', says({ charge_id: '' }), 'charge_id is not a text'],
    ['a number as charge_id', says({ charge_id: 7 }), 'charge_id is not a text'],
    ['an object as error', says({ error_code: {} }), 'error_code is neither null, nor a text'],
    ['a bare 503', { status: 503, body: '' }, 'HTTP 503'],
    ['a charge under 500', says({ charge_id: 'ch_1' }, 500), 'HTTP 500 without an error_code'],
  ])('that is answered with %s is malformed, and not tried again', async (_, answer, why) => {
    const world = await connectedTo(() => answer)

    const { result } = await payByCard(world)

    expect(result).toMatchObject({
      Result: 'payment-connector-error',
      PayErrorCode: '64008',
      PaymentError:
        'Payment Gateway rejected charge creation. ' +
        'Got malformed response from Payment Provider.',
    })
    expect(await requestsOf(world.bench)).toMatchObject([
      { try: 1, answer: expect.stringContaining(`malformed: ${why}`) },
    ])
    expect(world.endpoint.posts).toHaveLength(1)
  })

  test('keeps its error code under an HTTP error', async () => {
    const world = await connectedTo(() => says({ error_code: 'card_declined' }, 402))

    const { result } = await payByCard(world)

    expect(result).toMatchObject({ PayErrorCode: '64012', ConnectorError: 'card_declined' })
  })
})

describe('an endpoint that does not answer', () => {
  test('is asked six times with the same transaction, and given up after a minute', async () => {
    const world = await connectedTo(() => undefined)

    const { result, tookMs } = await payByCard(world)

    expect(result).toMatchObject({ Result: 'payment-connector-error', PayErrorCode: '64002' })
    expect([world.endpoint.posts.length, idsOf(world.endpoint.posts).size]).toEqual([6, 1])
    expect(Math.floor(tookMs / 1_000)).toBe(60)
    expect((await requestsOf(world.bench)).map((one: { try: number }) => one.try)).toEqual([
      1, 2, 3, 4, 5, 6,
    ])
    expect(world.bench.simulator.ledger()).toEqual([])
  })

  test('may answer the repetition with what it did at first', async () => {
    const world = await connectedTo((_, count) =>
      count === 1 ? undefined : says({ charge_id: 'ch_original' }),
    )

    const { result, tookMs } = await payByCard(world)

    expect(result).toMatchObject({
      Result: 'success',
      PaymentConfirmationCode: 'ch_original',
    })
    expect(Math.floor(tookMs / 1_000)).toBe(10)
    expect([world.endpoint.posts.length, idsOf(world.endpoint.posts).size]).toEqual([2, 1])
    expect(world.bench.simulator.ledger()).toHaveLength(1)
  })

  test('is asked again ten seconds later when nobody listens', async () => {
    const world = await connectedTo(() => undefined)
    await world.bench.send('PUT', '/connector', { url: 'http://127.0.0.1:1/' })

    const { result, tookMs } = await payByCard(world)

    expect(result).toMatchObject({ PayErrorCode: '64002' })
    expect(Math.floor(tookMs / 1_000)).toBe(60)
    expect((await requestsOf(world.bench))[0]).toMatchObject({
      error: expect.stringContaining('ECONNREFUSED'),
    })
  })
})

describe('a fault of the processor', () => {
  const completing = async (rule: Readonly<Record<string, unknown>>) => {
    const world = await connectedTo((_, count) => says({ charge_id: `ch_${count}` }))
    await setFaults(world.bench, { on: 'processor', ...rule })
    const paid = await payByCard(world)
    return { ...paid, posts: world.endpoint.posts.length, ledger: world.bench.simulator.ledger() }
  }

  test('loses the answer of the endpoint, whose charge stays made', async () => {
    const { result, posts, ledger } = await completing({ do: 'answer-lost', times: 1 })

    // This endpoint charges twice, and the ledger and the callback tell its builder so.
    expect(posts).toBe(2)
    expect(result).toMatchObject({ PaymentConfirmationCode: 'ch_2' })
    expect(ledger).toMatchObject([{ confirmationCode: 'ch_1' }])
  })

  test('loses the request to the endpoint', async () => {
    const { result, posts } = await completing({ do: 'silent', times: 1 })

    expect([posts, result['Result']]).toEqual([1, 'success'])
  })

  test('declines in the stead of the endpoint', async () => {
    const { result, posts } = await completing({ do: 'decline' })

    expect([posts, result['PayErrorCode']]).toEqual([0, '64012'])
  })

  test('keeps the answer back', async () => {
    const { tookMs, posts } = await completing({ do: 'slow', delayMs: 30_000 })

    expect([posts, Math.floor(tookMs / 1_000)]).toEqual([1, 30])
  })
})
