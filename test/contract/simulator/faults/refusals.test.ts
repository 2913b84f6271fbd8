import { describe, expect, test } from 'vitest'
import { failureOf, parametersOf, payingWith, setFaults } from './broken-bench.ts'

const payCodes = Array.from({ length: 24 }, (_, index) => 64001 + index)

/** By what each code means, the status it comes with. */
const statuses: (readonly [code: number, status: number])[] = [
  [20003, 401],
  [20008, 403],
  [20404, 404],
  [20422, 422],
  [20429, 429],
  [20500, 500],
  [20503, 503],
  [21220, 400],
  ...payCodes.map((code) => [code, 400] as const),
]

describe('a request', () => {
  test.each(statuses)(
    'is refused with %i and HTTP %i, and not carried out',
    async (code, status) => {
      const { bench, callSid } = await payingWith({ on: 'rest', do: 'refuse', code, times: 1 })

      const refusal = await bench.pay(callSid).catch((error: unknown) => error)

      expect(refusal).toMatchObject({
        code,
        status,
        message: expect.stringMatching(/\w{3,}/),
        moreInfo: `https://www.twilio.com/docs/errors/${code}`,
      })
      await bench.pass(100)
      expect(parametersOf(bench)).toEqual([])
      expect(await failureOf(bench.pay(callSid))).toBe('accepted')
    },
  )

  test('of another operation is not touched', async () => {
    const { bench, callSid } = await payingWith({
      on: 'rest',
      operation: 'complete',
      do: 'refuse',
      code: 64019,
    })

    const payment = await bench.pay(callSid)
    await bench.enterCard(callSid, payment)

    expect(await failureOf(bench.finish(callSid, payment))).toBe(64019)
    expect(bench.simulator.ledger()).toEqual([])
  })
})

describe('the processor', () => {
  const completing = async (rule: unknown) => {
    const { bench, callSid } = await payingWith(rule)
    const payment = await bench.pay(callSid)
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    const result = await bench.result()
    return { result, charges: bench.simulator.ledger().length }
  }

  test.each(payCodes)('refuses with %i', async (code) => {
    const { result, charges } = await completing({ on: 'processor', do: 'refuse', code })

    expect(result).toMatchObject({
      Result: 'payment-connector-error',
      PayErrorCode: String(code),
      PaymentError: expect.stringMatching(/^\w[\w-]+ \w/),
    })
    expect(charges).toBe(0)
  })

  test.each([
    [64008, 'charge_rejected'],
    [64010, 'token_rejected'],
    [64012, 'card_declined'],
    // Nobody asked the processor, so there is no word of it.
    [64001, ''],
  ])('says its own word with %i: %s', async (code, ConnectorError) => {
    const { result } = await completing({ on: 'processor', do: 'refuse', code })

    expect(result).toMatchObject({ ConnectorError })
  })

  test.each(['validation-error', 'internal-error', 'unheard-of'])(
    'ends the payment with %s',
    async (wanted) => {
      const { result, charges } = await completing({ on: 'processor', do: 'end', result: wanted })

      expect(result).toMatchObject({ Result: wanted, PaymentCardNumber: 'xxxxxxxxxxxx1111' })
      expect(result).not.toHaveProperty('PaymentConfirmationCode')
      expect(charges).toBe(0)
    },
  )

  test('goes on after as many refusals as were ordered', async () => {
    const { bench, callSid } = await payingWith()
    await setFaults(bench, { on: 'processor', do: 'refuse', code: 64008, times: 1 })
    for (const _ of [1, 2]) {
      const payment = await bench.pay(callSid)
      await bench.enterCard(callSid, payment)
      await bench.finish(callSid, payment)
      await bench.result()
    }

    const results = parametersOf(bench).flatMap(({ Result }) => Result ?? [])
    expect(results).toEqual(['payment-connector-error', 'success'])
  })
})
