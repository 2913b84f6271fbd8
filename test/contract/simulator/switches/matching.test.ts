import { describe, expect, test } from 'vitest'
import { failureOf } from '../faults/broken-bench.ts'
import { lastOf, payingWith, type Settings } from './switched-bench.ts'

const field = 'expiration-date'
const matcher = 'expiration-date-matcher'

const twice = (switches: Settings) =>
  payingWith(switches, { requireMatchingInputs: field, securityCode: false, postalCode: false })

describe('Required, while a field is entered twice', () => {
  test.each([
    ['listed', [`payment-card-number,${field},${matcher}`, `payment-card-number,${matcher}`]],
    ['unlisted', [`payment-card-number,${field}`, 'payment-card-number']],
    ['first-stays', [`payment-card-number,${field}`, `payment-card-number,${field}`]],
  ])('matcherInRequired: %s', async (matcherInRequired, [before, after]) => {
    const { bench, callSid, payment } = await twice({ matcherInRequired })

    await bench.enter(callSid, { payment, field, keys: '1' })
    expect(lastOf(bench)['Required']).toBe(before)
    await bench.press(callSid, '227')
    expect(lastOf(bench)['Required']).toBe(after)
    await bench.enter(callSid, { payment, field: matcher, keys: '1227' })
    expect(lastOf(bench)['Required']).toBe('payment-card-number')
  })

  test.each(['listed', 'unlisted', 'first-stays'])(
    'matcherInRequired: %s does not let complete go without',
    async (matcherInRequired) => {
      const { bench, callSid, payment } = await twice({ matcherInRequired })
      const keys = '4111111111111111'
      await bench.enter(callSid, { payment, field: 'payment-card-number', keys })
      await bench.enter(callSid, { payment, field, keys: '1227' })

      expect(await failureOf(bench.finish(callSid, payment))).toBe(64019)
      await bench.enter(callSid, { payment, field: matcher, keys: '1227' })
      expect(await failureOf(bench.finish(callSid, payment))).toBe('accepted')
    },
  )

  test('has the second entry again when the first is asked for again', async () => {
    const { bench, callSid, payment } = await twice({})
    await bench.enter(callSid, { payment, field, keys: '1227' })
    await bench.enter(callSid, { payment, field: matcher, keys: '1227' })

    await bench.enter(callSid, { payment, field, keys: '1228' })

    expect(lastOf(bench)['Required']).toBe(`payment-card-number,${matcher}`)
  })
})

describe('the switch', () => {
  test.each([
    ['first-kept', `payment-card-number,${matcher}`],
    ['both-dropped', `payment-card-number,${field},${matcher}`],
  ])('afterMismatch: %s', async (afterMismatch, Required) => {
    const { bench, callSid, payment } = await twice({ afterMismatch })
    await bench.enter(callSid, { payment, field, keys: '1227' })

    await bench.enter(callSid, { payment, field: matcher, keys: '1228' })

    expect(lastOf(bench)).toMatchObject({ ErrorType: 'input-matching-failed', Required })
  })

  test.each([
    ['refused', 64020],
    ['accepted', 'accepted'],
  ])('matcherUnasked: %s', async (matcherUnasked, answer) => {
    const { bench, callSid, payment } = await payingWith({ matcherUnasked })
    await bench.enter(callSid, { payment, field, keys: '1227' })

    const again = bench.enter(callSid, { payment, field: matcher, keys: '1227' })

    expect(await failureOf(again)).toBe(answer)
    const capture = answer === 'accepted' ? matcher : field
    expect(lastOf(bench)).toMatchObject({ Capture: capture, PartialResult: 'false' })
  })

  test.each([
    ['transaction-cancelled', 'transaction-cancelled'],
    ['no-result', undefined],
  ])('confirmationRefused: %s', async (confirmationRefused, result) => {
    const asked = { confirmation: 'true' } as const
    const { bench, callSid, payment } = await payingWith({ confirmationRefused }, asked)
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)

    await bench.press(callSid, '2')

    expect(lastOf(bench)).toMatchObject({ SecurityCode: 'xxx', PaymentMethod: 'credit-card' })
    expect(lastOf(bench)['Result']).toBe(result)
    expect(bench.callOf(callSid).payment?.state).toBe('closed')
    expect(bench.simulator.ledger()).toEqual([])
  })
})
