import { describe, expect, test } from 'vitest'
import { type Bench, startBench } from '../bench/bench.ts'
import { failureOf } from '../faults/broken-bench.ts'

const ach = { paymentMethod: 'ach-debit', parameter: { AVSName: 'A. Caller' } } as const

async function paying(wanted: Parameters<Bench['pay']>[1] = {}) {
  const bench = await startBench()
  const callSid = await bench.call()
  const payment = await bench.pay(callSid, { ...ach, ...wanted })
  const complete = async (account: string) => {
    await bench.enter(callSid, { payment, field: 'bank-routing-number', keys: '021000021' })
    await bench.enter(callSid, { payment, field: 'bank-account-number', keys: account })
    await bench.finish(callSid, payment)
  }
  return { bench, callSid, payment, complete }
}

describe('a bank payment', () => {
  test.each([
    ['12345678', '******78'],
    ['123456789', '*******89'],
  ])('is charged to the test account %s', async (account, shown) => {
    const { bench, payment, complete } = await paying({ bankAccountType: 'consumer-savings' })

    await complete(`${account}#`)

    expect(await bench.result()).toMatchObject({
      Result: 'success',
      PaymentMethod: 'ach-debit',
      BankRoutingNumber: '021000021',
      BankAccountNumber: shown,
      PaymentConfirmationCode: expect.stringMatching(/^\w{8}$/),
    })
    const ledger = bench.simulator.ledger()
    expect(ledger).toMatchObject([
      { method: 'charge', amount: '42.50', paymentMethod: 'ach-debit', paymentSid: payment },
    ])
    expect(ledger[0]).not.toHaveProperty('tokenType')
    expect(JSON.stringify(ledger)).not.toContain(account)
  })

  test('tells its account type with each callback while it is open', async () => {
    const { bench, complete } = await paying({ bankAccountType: 'commercial-checking' })
    await complete('12345678#')
    await bench.result()

    const seen = bench.application.callbacks().map(({ parameters }) => parameters)
    const types = seen.slice(0, -1).map(({ BankAccountType }) => BankAccountType)
    expect(new Set(types)).toEqual(new Set(['commercial-checking']))
  })

  test('shows the routing number as it is typed, and two digits of the account', async () => {
    const { bench, complete } = await paying()
    await complete('12345678#')
    await bench.result()

    const seen = bench.application.callbacks().map(({ parameters }) => parameters)
    const routing = seen.flatMap(({ BankRoutingNumber }) => BankRoutingNumber ?? [])
    expect(routing.slice(0, 4)).toEqual(['', '0', '02', '021'])
    const account = seen.filter(({ Capture }) => Capture === 'bank-account-number')
    expect(account.map(({ BankAccountNumber }) => BankAccountNumber)).toEqual([
      ...Array.from({ length: 9 }, (_, index) => '*'.repeat(index)),
      '******78',
    ])
    expect(account.at(-1)).toMatchObject({ Required: '', PartialResult: 'false' })
  })

  test('without an amount gives a token', async () => {
    const { bench, complete } = await paying({ chargeAmount: 0 })

    await complete('12345678#')

    expect(await bench.result()).toMatchObject({ PaymentToken: expect.stringMatching(/^token-/) })
    expect(bench.simulator.ledger()).toMatchObject([
      { method: 'tokenize', tokenType: 'reusable', paymentMethod: 'ach-debit' },
    ])
  })

  test('from an account that is no test account is blocked', async () => {
    const { bench, complete } = await paying()

    await complete('99999999#')

    expect(await bench.result()).toMatchObject({ PayErrorCode: '64023' })
    expect(bench.simulator.ledger()).toEqual([])
  })

  test('is confirmed by the last four digits of the account', async () => {
    const { bench, callSid, complete } = await paying({ confirmation: 'true' })

    await complete('12345678#')
    await bench.pass(100)

    expect(bench.heard(callSid).at(-1)).toContain('Bank account ending in 5 6 7 8')
    await bench.press(callSid, '1')
    expect(await bench.result()).toMatchObject({ Result: 'success' })
  })

  test.each([[undefined], [{}], [{ AVSName: '' }], [{ Name: 'A. Caller' }]])(
    'needs the name of the caller: %o',
    async (parameter) => {
      const bench = await startBench()
      const callSid = await bench.call()
      const asked = { ...ach, ...(parameter === undefined ? {} : { parameter }) }
      const { parameter: _, ...without } = ach

      const paying = bench.pay(callSid, parameter === undefined ? without : asked)

      expect(await failureOf(paying)).toBe(64014)
    },
  )

  test.each(['payment-card-number', 'postal-code'] as const)('takes no %s', async (field) => {
    const { bench, callSid, payment } = await paying()

    expect(await failureOf(bench.enter(callSid, { payment, field, keys: '' }))).toBe(64020)
  })
})
