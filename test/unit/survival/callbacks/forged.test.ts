import { describe, expect, test } from 'vitest'
import type { GatewayEvent } from '../../../../lambda/http/gateway-types.ts'
import type { RouteName } from '../../../../lambda/routes.ts'
import { aCallSid, aPaymentSid, aSessionId, NOON } from '../../../support/a-session.ts'
import {
  accountSid,
  authToken,
  callbackPath,
  doors,
  type Pairs,
  posted,
  signatureOf,
  signed,
} from '../../../support/http/doors.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const charged = sessionIn('completing')
const callback = callbackPath(charged, { nowMs: NOON })

/** Every route of Twilio's, and what a stranger would like to say there. */
const routes: ReadonlyArray<readonly [RouteName, string, Pairs]> = [
  ['receive-callback', callback, pairs({ Result: 'success', Sid: aPaymentSid() })],
  [
    'answer-call',
    '/voice/pay?amount=42.50&currency=USD&reference=INV-9',
    pairs({ CallSid: aCallSid(2) }),
  ],
  ['take-turn', `/voice/${aSessionId()}/turn?key=offered-1`, pairs({ CallSid: aCallSid() })],
  ['note-call-status', '/voice/status', pairs({ CallSid: aCallSid(), CallStatus: 'completed' })],
]

function pairs(said: Readonly<Record<string, string>>): Pairs {
  return Object.entries({ AccountSid: accountSid, ...said })
}

type Forge = (path: string, pairs: Pairs) => Partial<GatewayEvent>

const withSignature =
  (signature: string | undefined): Forge =>
  (path, form) =>
    posted(path, { pairs: form, signature })

const from =
  (base: string, headers: Readonly<Record<string, string>> = {}): Forge =>
  (path, form) => {
    const event = posted(path, { pairs: form, signature: signatureOf(path, form, { base }) })
    return { ...event, headers: { ...event.headers, ...headers } }
  }

const genuine = (path: string, form: Pairs) =>
  posted(path, { pairs: form, signature: signatureOf(path, form) })

const forgeries: ReadonlyArray<{ readonly what: string; readonly forge: Forge }> = [
  { what: 'no signature', forge: withSignature(undefined) },
  { what: 'an empty one', forge: withSignature('') },
  { what: 'one that is no base64', forge: withSignature('!'.repeat(28)) },
  { what: 'one that is too short', forge: withSignature('AAAA') },
  { what: 'one that is too long', forge: withSignature(`${'A'.repeat(28)}=`) },
  { what: 'one of a megabyte', forge: withSignature('A'.repeat(1_024 * 1_024)) },
  { what: 'one shaped as it should be', forge: withSignature(`${'A'.repeat(27)}=`) },
  {
    what: 'one made with the token of another account',
    forge: (path, form) =>
      posted(path, { pairs: form, signature: signatureOf(path, form, { token: 'another' }) }),
  },
  { what: 'one for http', forge: from('http://pay.example.com') },
  { what: 'one for another host', forge: from('https://evil.example.com') },
  { what: 'one for a port', forge: from('https://pay.example.com:8443') },
  {
    what: 'a JSON body',
    forge: (path, form) => ({
      ...genuine(path, form),
      headers: { ...genuine(path, form).headers, 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(form)),
    }),
  },
  {
    what: 'GET, and nothing in its body',
    forge: (path, form) => ({
      ...genuine(path, form),
      body: '',
      rawQueryString: new URLSearchParams(Object.fromEntries(form)).toString(),
    }),
  },
]

const spoofed: ReadonlyArray<{ readonly what: string; readonly forge: Forge }> = [
  'host',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-original-url',
  'forwarded',
].map((name) => ({
  what: name,
  forge: from('https://evil.example.com', { [name]: 'https://evil.example.com' }),
}))

/** Everything a stranger sends, one after the other, and what it has cost. */
async function knock(forge: Forge) {
  const here = doors()
  await here.fake.stores.sessions.insert(charged)
  const statusCodes: unknown[] = []
  for (const [route, path, form] of routes) {
    for (let n = 0; n < 3; n++) {
      statusCodes.push((await here.open(route, forge(path, form))).statusCode)
    }
  }
  const refusals = here.lines.filter((line) => line.includes('"SignatureRejected":1'))
  return { ...here, statusCodes: new Set(statusCodes), refusals }
}

describe('S30, I8: a stranger', () => {
  test.each(forgeries)('with $what is refused on every route, and touches nothing', async (one) => {
    const { statusCodes, asked, fake, refusals, secretReads } = await knock(one.forge)

    expect(statusCodes).toEqual(new Set([403]))
    expect(asked).toEqual([])
    expect([fake.sent, fake.said]).toEqual([[], []])
    expect(fake.stores.sessions.all()).toEqual([charged])
    expect(refusals).toHaveLength(12)
    // The first look, and the one that a doubt is worth in thirty seconds; the three callbacks have
    // a genuine seal, and are worth one each.
    expect(secretReads()).toBeLessThanOrEqual(1 + 3)
  })

  test.each([
    { who: 'one without a seal', token: 'a guess', readsMax: 1, answers: [403] },
    // Neither yes nor no, so that Twilio, if it is Twilio, asks again.
    {
      who: 'one with a sealed URL',
      token: authToken,
      readsMax: 10,
      answers: [403, 503],
    },
  ])('has the secret read so often in thirty seconds at most: $who, $readsMax', async (one) => {
    const here = doors()
    const path = callbackPath(charged, { nowMs: NOON, token: one.token })
    const forged = withSignature(`${'A'.repeat(27)}=`)(path, pairs({ Result: 'success' }))
    const answers = new Set<unknown>()
    for (let second = 0; second < 290; second++) {
      answers.add((await here.open('receive-callback', forged)).statusCode)
      here.passes(1_000)
    }

    expect([...answers]).toEqual(one.answers)
    expect(here.secretReads()).toBeLessThanOrEqual(1 + one.readsMax * (290 / 30 + 1))
    expect(here.asked).toEqual([])
    const counting = here.lines.filter((line) => line.includes('"SignatureRejected":1'))
    expect(counting).toHaveLength(290)
    expect(here.lines.join()).not.toMatch(/DependencyFailed|UnexpectedError/)
  })

  test('with Twilio’s signature and a seal of its own touches nothing', async () => {
    const here = doors()
    await here.fake.stores.sessions.insert(charged)
    const stolen = callbackPath(charged, { nowMs: NOON, token: 'a guess' })

    const answer = await here.open('receive-callback', signed(stolen, { Result: 'success' }))

    expect(answer.statusCode).toBe(403)
    expect(here.asked).toEqual([])
  })
})

describe('S31: headers', () => {
  test.each(spoofed)('do not say which address was signed: $what', async ({ forge }) => {
    const { statusCodes, asked } = await knock(forge)

    expect(statusCodes).toEqual(new Set([403]))
    expect(asked).toEqual([])
  })

  test.each(spoofed)('do not make a genuine request another: $what', async ({ what: name }) => {
    const here = doors()
    await here.fake.stores.sessions.insert(charged)
    const event = signed(callback, { Result: 'success', Sid: aPaymentSid() })

    const headers = { ...event.headers, [name]: 'https://evil.example.com' }
    const answer = await here.open('receive-callback', { ...event, headers })

    expect(answer.statusCode).toBe(204)
    expect(here.fake.stores.sessions.all()).toMatchObject([{ state: { status: 'succeeded' } }])
  })
})
