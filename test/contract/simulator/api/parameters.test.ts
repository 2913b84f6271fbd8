import { describe, expect, test } from 'vitest'
import { type Bench, startBench } from '../bench/bench.ts'

async function payingCall(bench: Bench) {
  const callSid = await bench.call()
  const payment = await bench.pay(callSid)
  return { callSid, payment }
}

describe('a parameter of create', () => {
  test.each([
    ['IdempotencyKey', '', 64020],
    ['StatusCallback', '', 21609],
    ['StatusCallback', '/relative', 21609],
    ['StatusCallback', `https://example.com/${'a'.repeat(4_000)}`, 21609],
    ['PaymentMethod', 'cheque', 64020],
    ['PaymentMethod', 'ach-debit', 64014],
    ['BankAccountType', 'consumer-checking', 64017],
    ['BankAccountType', 'piggy-bank', 64020],
    ['ChargeAmount', '-1', 64003],
    ['ChargeAmount', '$5', 64003],
    ['ChargeAmount', '1000000', 64003],
    ['ChargeAmount', '1.234', 64003],
    ['Currency', 'XYZ', 64011],
    ['TokenType', 'forever', 64020],
    ['TokenType', 'payment-method', 64006],
    ['Input', 'speech', 64020],
    ['PostalCode', 'maybe', 64020],
    ['MinPostalCodeLength', '0', 64020],
    ['SecurityCode', 'yes', 64020],
    ['Timeout', '601', 64020],
    ['ValidCardTypes', 'visa bitcoin', 64020],
    ['PaymentConnector', 'Nobody', 64004],
    ['Parameter', "{'name':'foobar'}", 64020],
    ['Parameter', '{"a":{"b":1}}', 64020],
    ['RequireMatchingInputs', 'bank-account-number', 64020],
    ['Confirmation', '1', 64020],
  ])('%s=%s is refused with %i', async (name, value, code) => {
    const bench = await startBench()
    const callSid = await bench.call()
    const form = new URLSearchParams({
      IdempotencyKey: 'k',
      StatusCallback: bench.statusCallback,
      [name]: value,
    })

    const answer = await post(bench, { callSid, form })

    expect(answer).toMatchObject({ status: 400, body: { code, status: 400 } })
    expect(answer.body.message).toEqual(expect.any(String))
    expect(answer.body.more_info).toBe(`https://www.twilio.com/docs/errors/${code}`)
  })

  test('that nobody knows is ignored', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const form = new URLSearchParams({
      IdempotencyKey: 'k',
      StatusCallback: bench.statusCallback,
      Flavour: 'vanilla',
    })

    expect(await post(bench, { callSid, form })).toMatchObject({ status: 201 })
  })
})

describe('an answer', () => {
  test('has six fields, and the headers of Twilio', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const form = new URLSearchParams({
      IdempotencyKey: 'k',
      StatusCallback: bench.statusCallback,
    })

    const { status, headers, body } = await post(bench, { callSid, form })

    expect(status).toBe(201)
    expect(Object.keys(body).sort()).toEqual([
      'account_sid',
      'call_sid',
      'date_created',
      'date_updated',
      'sid',
      'uri',
    ])
    expect(body.date_created).toBe('Sun, 15 Nov 2026 12:00:00 +0000')
    expect(headers.get('twilio-request-id')).toMatch(/^RQ[0-9a-f]{32}$/)
    expect(headers.get('twilio-concurrent-requests')).toBe('1')
    expect(headers.get('twilio-request-duration')).toBe('0.000')
    expect(headers.get('x-home-region')).toBe('us1')
  })

  test('is repeated for the same key, and nothing is carried out again', async () => {
    const bench = await startBench()
    const { callSid, payment } = await payingCall(bench)
    await bench.enterCard(callSid, payment)
    const complete = () =>
      bench.client.calls(callSid).payments(payment).update({
        idempotencyKey: 'once',
        statusCallback: bench.statusCallback,
        status: 'complete',
      })

    const first = await complete()
    await bench.result()
    const second = await complete()
    await bench.pass(60_000)

    expect(second.dateUpdated).toEqual(first.dateUpdated)
    expect(bench.simulator.ledger()).toHaveLength(1)
  })

  test('is not repeated for another field or operation with the same key', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const always = { idempotencyKey: callSid, statusCallback: bench.statusCallback }
    const created = await bench.client.calls(callSid).payments.create(always)
    const payment = bench.client.calls(callSid).payments(created.sid)

    await payment.update({ ...always, capture: 'payment-card-number' })
    await payment.update({ ...always, capture: 'expiration-date' })

    expect(bench.callOf(callSid).payment?.capturing).toBe('expiration-date')
    await payment.update({ ...always, status: 'cancel' })
    expect(bench.callOf(callSid).payment?.state).toBe('closed')
  })
})

async function post(bench: Bench, request: { callSid: string; form: URLSearchParams }) {
  const { accountSid, apiKeySid, apiKeySecret } = bench.simulator.account
  const path = `/2010-04-01/Accounts/${accountSid}/Calls/${request.callSid}/Payments.json`
  const response = await fetch(bench.url + path, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${apiKeySid}:${apiKeySecret}`).toString('base64')}`,
    },
    body: request.form,
  })
  const body = JSON.parse(await response.text())
  return { status: response.status, headers: response.headers, body }
}
