import { describe, expect, test } from 'vitest'
import { type Bench, startBench } from '../bench/bench.ts'
import { failureOf } from '../faults/broken-bench.ts'

type Wanted = Parameters<Bench['pay']>[1]

const token = { chargeAmount: 0 }
const ach = { paymentMethod: 'ach-debit', parameter: { AVSName: 'A. Caller' } } as const
const merchant = { parameter: { MerchantAccountId: 'm-1' } }

const unfit: [connector: string, wanted: Wanted, code: number][] = [
  ['Default', { ...token, tokenType: 'payment-method' }, 64006],
  ['Stripe_Like', ach, 64013],
  ['Tokens_Only', {}, 64007],
  ['Charges_Only', token, 64005],
  ['Cards_Only', ach, 64013],
  ['Few_Currencies', { currency: 'EUR' }, 64011],
  ['Needs_Merchant_Account', {}, 64015],
  ['Misconfigured', {}, 64001],
  ['Revoked', token, 64009],
  ['Unapproved_Live', {}, 64024],
]

const able: [connector: string, wanted: Wanted][] = [
  ['Default', ach],
  ['Generic_Pay_Connector', { ...token, tokenType: 'one-time' }],
  ['Stripe_Like', {}],
  ['Stripe_Like', { ...token, tokenType: 'payment-method' }],
  ['Tokens_Only', token],
  ['Tokens_Only', { ...ach, ...token }],
  ['Charges_Only', {}],
  ['Cards_Only', token],
  ['Few_Currencies', { currency: 'CAD' }],
  ['Needs_Merchant_Account', merchant],
]

async function completing(connector: string, wanted: Wanted) {
  const bench = await startBench()
  const callSid = await bench.call()
  const payment = await bench.pay(callSid, { ...wanted, paymentConnector: connector })
  if (wanted?.paymentMethod === 'ach-debit') {
    await bench.enter(callSid, { payment, field: 'bank-routing-number', keys: '021000021' })
    await bench.enter(callSid, { payment, field: 'bank-account-number', keys: '12345678#' })
  } else await bench.enterCard(callSid, payment)
  await bench.finish(callSid, payment)
  return { bench, result: await bench.result() }
}

describe('a connector', () => {
  test('is listed, with what it is', async () => {
    const bench = await startBench()

    const { status, body } = await bench.send('GET', '/connectors')

    expect(status).toBe(200)
    const names = body.map(({ name }: { name: string }) => name)
    expect(names).toEqual(
      [...new Set([...able.map(([name]) => name), ...unfit.map(([name]) => name)])].sort(
        (one, other) => names.indexOf(one) - names.indexOf(other),
      ),
    )
    for (const each of body) expect(each.says).toMatch(/\.$/)
  })

  test.each(unfit)('%s cannot do %o: %i', async (paymentConnector, wanted, code) => {
    const bench = await startBench()
    const callSid = await bench.call()

    expect(await failureOf(bench.pay(callSid, { ...wanted, paymentConnector }))).toBe(code)
    await bench.pass(100)
    expect(bench.application.callbacks()).toEqual([])
  })

  test.each(able)('%s can do %o', async (connector, wanted) => {
    const { bench, result } = await completing(connector, wanted)

    expect(result).toMatchObject({ Result: 'success' })
    expect(bench.application.callbacks()[0]?.parameters).toMatchObject({
      PaymentConnector: connector,
    })
    expect(bench.simulator.ledger()).toHaveLength(1)
  })

  test.each([
    ['Stripe_Like', 'one-time', ''],
    ['Stripe_Like', 'reusable', expect.stringMatching(/^[0-9a-f-]{36}$/)],
    ['Stripe_Like', 'payment-method', expect.stringMatching(/^[0-9a-f-]{36}$/)],
    ['Default', 'reusable', ''],
  ] as const)('%s, asked for a %s token, names %o', async (connector, tokenType, ProfileId) => {
    const { result } = await completing(connector, { ...token, tokenType })

    expect(result).toMatchObject({ ProfileId, PaymentToken: expect.stringMatching(/^token-/) })
  })

  test('names nobody for a charge', async () => {
    const { result } = await completing('Stripe_Like', {})

    expect(result).toMatchObject({ ProfileId: '', PaymentToken: '' })
  })
})

test.each([
  ['at-create', 64007],
  ['at-complete', 'accepted'],
])('the switch connectorRefusal: %s', async (connectorRefusal, answer) => {
  const bench = await startBench()
  await bench.send('PUT', '/switches', { connectorRefusal })
  const callSid = await bench.call()

  const paymentConnector = 'Tokens_Only'
  expect(await failureOf(bench.pay(callSid, { paymentConnector }))).toBe(answer)
  if (answer !== 'accepted') return
  const payment = bench.callOf(callSid).payment?.sid ?? ''
  await bench.enterCard(callSid, payment)
  await bench.finish(callSid, payment)
  expect(await bench.result()).toMatchObject({
    Result: 'payment-connector-error',
    PayErrorCode: '64007',
  })
  expect(bench.simulator.ledger()).toEqual([])
})
