import { describe, expect, test } from 'vitest'
import { aPaymentSid, aSession } from '../../support/a-session.ts'
import { sessionIn } from '../../support/sessions-in.ts'
import { type Answer, accountSid, adaptersAt, answering, aTwilio } from './a-twilio.ts'

const paymentSid = aPaymentSid()
const charge = { type: 'complete', attempt: 1, step: 6, paymentSid } as const
const isInTime = () => true
const request = { session: sessionIn('completing'), command: charge, isInTime }
const payment = JSON.stringify({ sid: paymentSid, call_sid: aSession().callSid })
const errorWith = (code: number) => JSON.stringify({ code, message: 'no', status: 400 })

const sentTo = async (answer: Answer) => {
  const twilio = await aTwilio(answer)
  return { ...twilio, outcome: await twilio.payments.send(request) }
}

describe('an answer that is', () => {
  test.each([
    { what: '201', answer: answering(201, payment), outcome: { outcome: 'accepted', paymentSid } },
    { what: '202', answer: answering(202, payment), outcome: { outcome: 'accepted', paymentSid } },
    {
      what: '400 with a code',
      answer: answering(400, errorWith(64019)),
      outcome: { outcome: 'refused', twilioCode: 64019 },
    },
    {
      what: '403 with a code',
      answer: answering(403, errorWith(20003)),
      outcome: { outcome: 'refused', twilioCode: 20003 },
    },
    {
      what: '404 with a code',
      answer: answering(404, errorWith(20404)),
      outcome: { outcome: 'refused', twilioCode: 20404 },
    },
    {
      what: '429',
      answer: answering(429, errorWith(20429)),
      outcome: { outcome: 'unsent', retryAfterMs: null, twilioCode: 20429 },
    },
    {
      what: '429 that says when',
      answer: answering(429, errorWith(20429), { 'retry-after': '2' }),
      outcome: { outcome: 'unsent', retryAfterMs: 2_000, twilioCode: 20429 },
    },
    {
      what: '429 that names a date',
      answer: answering(429, '', { 'retry-after': 'Mon, 23 Nov 2026 12:00:02 GMT' }),
      outcome: { outcome: 'unsent', retryAfterMs: null, twilioCode: 20429 },
    },
  ])('S21, S23: $what is $outcome.outcome', async ({ answer, outcome }) => {
    const sent = await sentTo(answer)

    expect(sent.outcome).toEqual(outcome)
    expect(sent.heard).toHaveLength(1)
  })

  const half = payment.slice(0, 40)
  test.each<{ what: string; answer: Answer }>([
    { what: '500', answer: answering(500, errorWith(20500)) },
    { what: '502 in HTML', answer: answering(502, '<html>Bad gateway</html>') },
    { what: '503 with Retry-After', answer: answering(503, '', { 'retry-after': '1' }) },
    { what: '503 without', answer: answering(503, errorWith(20503)) },
    { what: '504', answer: answering(504, '') },
    { what: '403 without a code', answer: answering(403, '') },
    { what: '404 in HTML', answer: answering(404, '<html>Not here</html>') },
    { what: '500 with the payment', answer: answering(500, payment) },
    { what: '400 with the payment', answer: answering(400, payment) },
    { what: '300 with the payment', answer: answering(300, payment) },
    { what: '200 with a code', answer: answering(200, errorWith(64019)) },
    { what: '399 with a code', answer: answering(399, errorWith(64019)) },
    { what: '400 without a code', answer: answering(400, '<html>no</html>') },
    { what: '200 in HTML', answer: answering(200, '<html>Welcome</html>') },
    { what: '200 of another resource', answer: answering(200, '{"sid":"CA1"}') },
    { what: '200 without a body', answer: answering(200, '') },
    { what: '200 with half of its JSON', answer: answering(200, half) },
    { what: 'cut off in its body', answer: cutOff },
    { what: 'a megabyte', answer: answering(201, `"${'x'.repeat(1_024 * 1_024)}"`) },
    {
      what: 'a redirect',
      answer: answering(307, '', { location: 'http://127.0.0.1:1/elsewhere' }),
    },
    { what: 'a reset before its headers', answer: (_response, { socket }) => reset(socket) },
    {
      what: 'a reset after its headers',
      answer: (response, { socket }) => {
        response.writeHead(201, { 'content-length': '500' })
        response.flushHeaders()
        response.write('{', () => reset(socket))
      },
    },
  ])('S22: $what leaves it open whether the charge was made', async ({ answer }) => {
    const sent = await sentTo(answer)

    expect(sent.outcome).toEqual({ outcome: 'unknown' })
    expect(sent.heard).toHaveLength(1)
  })
})

function reset(socket: { resetAndDestroy: () => unknown }): void {
  socket.resetAndDestroy()
}

function cutOff(...[response, { socket }]: Parameters<Answer>): void {
  response.writeHead(201, { 'content-length': '500' })
  response.write('{"sid":"PK', () => socket.destroy())
}

describe('a charge certainly never reaches Twilio', () => {
  test('when nobody listens there', async () => {
    const { payments } = adaptersAt('http://127.0.0.1:1')

    expect(await payments.send(request)).toEqual({ outcome: 'unsent', retryAfterMs: null })
  })

  test('when the secret cannot be read', async () => {
    const { payments } = adaptersAt('http://127.0.0.1:1', { secretFails: true })

    expect(await payments.send(request)).toEqual({ outcome: 'unsent', retryAfterMs: null })
  })
})

describe('S36: when the time of its function is over', () => {
  test('while credentials were read, a charge certainly never reaches Twilio', async () => {
    const twilio = await aTwilio(answering(202, payment))

    const outcome = await twilio.payments.send({ ...request, isInTime: () => false })

    expect(outcome).toEqual({ outcome: 'unsent', retryAfterMs: null })
    expect(twilio.heard).toEqual([])
  })

  test('before Twilio refuses the credentials, a charge is not sent with others', async () => {
    const twilio = await aTwilio(answering(401, errorWith(20003)), { doubtHelps: true })
    const isFirst = () => twilio.heard.length === 0

    const outcome = await twilio.payments.send({ ...request, isInTime: isFirst })

    expect(outcome).toEqual({ outcome: 'refused', twilioCode: 20003 })
    expect(twilio.heard).toHaveLength(1)
  })
})

describe('a request', () => {
  test('is a form, signed in with Basic, at the resource of the payment', async () => {
    const { heard } = await sentTo(answering(202, payment))

    expect(heard[0]).toMatchObject({
      method: 'POST',
      path: `/2010-04-01/Accounts/${accountSid}/Calls/${aSession().callSid}/Payments/${paymentSid}.json`,
      headers: {
        authorization: `Basic ${Buffer.from('SK1:päss:word', 'utf8').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
    })
  })

  test('creates at the payments of the call', async () => {
    const twilio = await aTwilio(answering(201, payment))

    await twilio.payments.send({
      session: sessionIn('starting'),
      command: { type: 'create', attempt: 1, step: 1, replaces: null },
      isInTime,
    })

    expect(twilio.heard[0]?.path).toMatch(/\/Calls\/CA0{31}1\/Payments\.json$/)
  })

  test('survives its form whatever is written in it', async () => {
    const twilio = await aTwilio(answering(201, payment))
    const purchase = { ...aSession().purchase, reference: 'Ä 1/2 #3', description: 'a&b=c+d%' }

    await twilio.payments.send({
      session: sessionIn('starting', { purchase }),
      command: { type: 'create', attempt: 1, step: 1, replaces: null },
      isInTime,
    })

    expect(twilio.heard[0]?.form.get('Description')).toBe('Ä 1/2 #3 a&b=c+d%')
  })

  test('names a callback of its own step, sealed, with more retries than usual', async () => {
    const { heard } = await sentTo(answering(202, payment))

    expect(heard[0]?.form.get('StatusCallback')).toMatch(
      /^https:\/\/pay\.example\.com\/callbacks\/ps_0{25}1\/1\/6\/[a-z0-9]+\.[\w-]{22}#rc=3&rp=/,
    )
  })

  test('that is not let in makes us doubt the credentials', async () => {
    const { doubts, outcome } = await sentTo(answering(401, errorWith(20003)))

    expect(outcome).toEqual({ outcome: 'refused', twilioCode: 20003 })
    expect(doubts).toEqual(['doubt'])
  })
})

test('is the same to the last character when it comes again, as its key says that it is', async () => {
  const twilio = await aTwilio(answering(500, ''))
  await twilio.payments.send(request)
  await twilio.payments.send(request)

  const [first, again] = twilio.heard.map(({ form }) => form)
  expect(again?.toString()).toBe(first?.toString())
  // However much later that is: no clock has a part in it.
  const expiry = /\/([a-z0-9]+)\.[\w-]+#/.exec(first?.get('StatusCallback') ?? '')?.[1] ?? ''
  expect(Number.parseInt(expiry, 36)).toBe(request.session.createdAt / 1_000 + 86_400)
})

test('S37: what is not let in is asked once more with credentials read anew, by the same key', async () => {
  const answers = [answering(401, errorWith(20003)), answering(202, payment)]
  const twilio = await aTwilio((response, request) => answers.shift()?.(response, request), {
    doubtHelps: true,
  })

  expect(await twilio.payments.send(request)).toEqual({ outcome: 'accepted', paymentSid })
  const seals = twilio.heard.map(({ form }) => form.get('StatusCallback'))
  expect(new Set(seals).size).toBe(2)
  const keys = twilio.heard.map(({ form }) => form.get('IdempotencyKey'))
  expect(keys).toEqual([`${request.session.id}-1-6`, `${request.session.id}-1-6`])
})

test('S37: what is not let in is asked once more with what a secret in rotation signs in with next', async () => {
  const answers = [answering(401, errorWith(20003)), answering(202, payment)]
  const twilio = await aTwilio((response, request) => answers.shift()?.(response, request), {
    doubtHelps: true,
    pending: { user: 'SK2', password: 'next' },
  })

  expect(await twilio.payments.send(request)).toEqual({ outcome: 'accepted', paymentSid })
  const basic = (text: string) => `Basic ${Buffer.from(text, 'utf8').toString('base64')}`
  expect(twilio.heard.map(({ headers }) => headers.authorization)).toEqual([
    basic('SK1:päss:word'),
    basic('SK2:next'),
  ])
  expect(new Set(twilio.heard.map(({ form }) => form.get('IdempotencyKey'))).size).toBe(1)
})

test('S37: what is not let in twice is refused, and asked no third time', async () => {
  const twilio = await aTwilio(answering(401, errorWith(20003)), { doubtHelps: true })

  expect(await twilio.payments.send(request)).toEqual({ outcome: 'refused', twilioCode: 20003 })
  expect(twilio.heard).toHaveLength(2)
})

test('no connection is kept alive: a dead one would make a charge unknown', async () => {
  const twilio = await aTwilio(answering(200, '{"status":"in-progress"}'))

  for (let n = 0; n < 3; n++) await twilio.calls.status(aSession())

  expect(twilio.connections()).toBe(3)
})
