import { describe, expect, test } from 'vitest'
import { startBench } from '../bench/bench.ts'

describe('a gather', () => {
  const gather = (attributes: string, inside = '<Say>Press a key.</Say>') =>
    `<Gather action="/digits" ${attributes}>${inside}</Gather><Say>Nothing.</Say><Pause/>`

  test.each([
    ['numDigits="2"', '12', '12', ''],
    ['', '123#', '123', '#'],
    ['finishOnKey="*"', '1#2*', '1#2', '*'],
    ['finishOnKey="" numDigits="3"', '1#*', '1#*', ''],
  ])('<Gather %s> takes %s as %s', async (attributes, keys, Digits, FinishedOnKey) => {
    const bench = await startBench()
    bench.application.twiml('/digits', '<Say>Thanks.</Say><Pause/>')
    const callSid = await bench.call(gather(attributes))

    await bench.press(callSid, keys)
    await bench.until(() => bench.heard(callSid).includes('Thanks.'))

    const asked = bench.application.received.at(-1)
    expect(asked).toMatchObject({ path: '/digits', parameters: { Digits, FinishedOnKey } })
  })

  test('is interrupted by the first key', async () => {
    const bench = await startBench()
    const long = `<Say>${'a'.repeat(100)}</Say><Say>${'b'.repeat(100)}</Say>`
    const callSid = await bench.call(gather('numDigits="2" timeout="60"', long))

    await bench.press(callSid, '1')
    await bench.pass(30_000)

    expect(bench.heard(callSid)).toEqual(['a'.repeat(100)])
  })

  test('sends what it has when its time is over', async () => {
    const bench = await startBench()
    bench.application.twiml('/digits', '<Say>Thanks.</Say><Pause/>')
    const callSid = await bench.call(gather('timeout="3"'))

    await bench.press(callSid, '7')
    await bench.until(() => bench.heard(callSid).includes('Thanks.'))

    expect(bench.application.received.at(-1)?.parameters).toMatchObject({ Digits: '7' })
  })

  test('goes on with the next verb when no key comes', async () => {
    const bench = await startBench()
    const callSid = await bench.call(gather('timeout="3"', ''))

    await bench.until(() => bench.heard(callSid).includes('Nothing.'))

    expect(bench.callOf(callSid).heard).toMatchObject([
      { text: 'Nothing.', at: '2026-11-15T12:00:03.050Z' },
    ])
  })

  test('asks all the same when it is told to', async () => {
    const bench = await startBench()
    bench.application.twiml('/digits', '<Say>Thanks.</Say><Pause/>')
    const callSid = await bench.call(gather('timeout="3" actionOnEmptyResult="true"'))

    await bench.until(() => bench.heard(callSid).includes('Thanks.'))

    expect(bench.application.received.at(-1)?.parameters).toMatchObject({ Digits: '' })
  })

  test('with GET carries its digits in the query', async () => {
    const bench = await startBench()
    bench.application.twiml('/digits', '<Say>Thanks.</Say><Pause/>')
    const callSid = await bench.call(gather('numDigits="1" method="GET"'))

    await bench.press(callSid, '5')

    expect(bench.application.received.at(-1)?.path).toMatch(/^\/digits\?AccountSid=.*&Digits=5$/)
  })

  test('gets no key while a payment captures a field', async () => {
    const bench = await startBench()
    const callSid = await bench.call(gather('numDigits="1" timeout="60"'))
    const payment = await bench.pay(callSid)

    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '41' })

    expect(bench.application.received.some(({ path }) => path === '/digits')).toBe(false)
    expect(bench.application.callbacks().at(-1)?.parameters).toMatchObject({
      PaymentCardNumber: 'xx',
    })
  })
})
