import { describe, expect, test } from 'vitest'
import { parametersOf, payingWith } from './broken-bench.ts'

const documented = [
  'input-timeout',
  'invalid-card-number',
  'invalid-card-type',
  'invalid-date',
  'invalid-security-code',
  'invalid-postal-code',
  'invalid-bank-routing-number',
  'invalid-bank-account-number',
  'invalid-bank-account-type',
  'invalid-card-number-security-code-capture-sequence',
  'input-matching-failed',
  'session-in-progress',
  'internal-error',
]
const others = ['date-validation-failed', 'unheard-of']

const field = 'expiration-date'

describe('an entry', () => {
  test.each([...documented, ...others])('is rejected with %s, though it is good', async (type) => {
    const { bench, callSid } = await payingWith({ on: 'entry', do: 'reject', errorType: type })
    const payment = await bench.pay(callSid)

    await bench.enter(callSid, { payment, field, keys: '1227' })

    const last = parametersOf(bench).at(-1)
    expect(last).toMatchObject({ ErrorType: type, Capture: field, PartialResult: 'false' })
    expect(last?.['Required']).toContain(field)
    expect(bench.callOf(callSid).payment).toMatchObject({ capturing: null, state: 'open' })
  })

  test('is good again when the rule has been used up', async () => {
    const { bench, callSid } = await payingWith({
      on: 'entry',
      do: 'reject',
      errorType: 'internal-error',
      times: 1,
    })
    const payment = await bench.pay(callSid)

    await bench.enter(callSid, { payment, field, keys: '1227' })
    await bench.enter(callSid, { payment, field, keys: '1227' })

    expect(parametersOf(bench).at(-1)).toMatchObject({ ExpirationDate: '1227' })
  })

  test('of another field is not touched', async () => {
    const { bench, callSid } = await payingWith({
      on: 'entry',
      capture: 'postal-code',
      do: 'reject',
      errorType: 'internal-error',
    })
    const payment = await bench.pay(callSid)

    await bench.enterCard(callSid, payment)

    const errors = parametersOf(bench).filter(({ ErrorType }) => ErrorType !== undefined)
    expect(errors).toMatchObject([{ Capture: 'postal-code', ErrorType: 'internal-error' }])
  })

  test('that is wrong by itself has the error that was ordered', async () => {
    const { bench, callSid } = await payingWith({
      on: 'entry',
      do: 'reject',
      errorType: 'internal-error',
    })
    const payment = await bench.pay(callSid)

    await bench.enter(callSid, { payment, field, keys: '1327' })

    expect(parametersOf(bench).at(-1)).toMatchObject({ ErrorType: 'internal-error' })
  })
})
