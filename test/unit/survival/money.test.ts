import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exponentOf } from '../../../lambda/domain/values/currencies.ts'
import { aCallSid } from '../../support/a-session.ts'
import { aStrictWorld } from '../../support/bad-input/strict-world.ts'
import { asked } from '../../support/http/doors.ts'

/** Every currency that can be charged in, with its exponent in ISO 4217. */
const currencies = Intl.supportedValuesOf('currency').flatMap((code) => {
  const exponent = exponentOf(code)
  return exponent === undefined ? [] : [{ code, exponent }]
})

/** Minor units as digits, with the point put in by hand. */
function major(minor: bigint, exponent: number): string {
  const digits = minor.toString().padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  return exponent === 0 ? digits : `${whole}.${digits.slice(-exponent)}`
}

/** Starts a payment, and tells what each who has to do with the money is told of it. */
async function start(amount: unknown, currency: string) {
  const strict = aStrictWorld()
  const body = {
    ...{ mode: 'assisted', callSid: aCallSid(), reference: 'INV-1001' },
    ...{ amount, currency },
  }
  const { statusCode } = await strict.send('start-session', asked('key-1', { body }))
  const [session] = strict.stores.sessions.all()
  const told = await strict.send('read-session', { pathParameters: { sessionId: session?.id } })
  return {
    statusCode,
    kept: session?.purchase.money,
    charged: strict.forms.map(({ form }) => [form.get('ChargeAmount'), form.get('Currency')]),
    told: JSON.parse(String(told.body)),
  }
}

describe('S38: money', () => {
  test('is whole minor units from the request to Twilio, in every currency', async () => {
    const minorOf = (exponent: number) =>
      fc.oneof(
        fc.bigInt({ min: 1n, max: 10n ** BigInt(6 + exponent) - 1n }),
        // What has no exact fraction in binary.
        fc.constantFrom(1n, 10n, 29n, 30n, 57n, 115n, 435n, 1_001n),
      )
    const priced = fc
      .constantFrom(...currencies)
      .chain((currency) => minorOf(currency.exponent).map((minor) => ({ ...currency, minor })))

    await fc.assert(
      fc.asyncProperty(priced, async ({ code, exponent, minor }) => {
        const amount = major(minor, exponent)

        const { statusCode, kept, charged, told } = await start(amount, code)

        expect(statusCode).toBe(201)
        expect(kept).toEqual({ amountMinor: Number(minor), currency: code })
        expect(Number.isSafeInteger(kept?.amountMinor)).toBe(true)
        expect(charged).toEqual([[amount, code]])
        expect(told).toMatchObject({ amount, currency: code })
      }),
      { numRuns: 400, seed: 20_261_127 },
    )
  })

  test('with more decimals than its currency has is refused, in every currency', async () => {
    for (const { code, exponent } of currencies) {
      const { statusCode, charged } = await start(`1.${'0'.repeat(exponent + 1)}`, code)
      expect([statusCode, charged], code).toEqual([400, []])
    }
    expect(currencies.length).toBeGreaterThan(140)
  })

  test('is a text, and never a number that was rounded already', async () => {
    for (const amount of [0.1 + 0.2, 42.5, 42, 1e21, -0]) {
      expect((await start(amount, 'USD')).statusCode).toBe(400)
    }
  })
})
