import { describe, expect, test } from 'vitest'
import type { GatewayAnswer } from '../../../lambda/http/gateway-types.ts'
import type { SendOutcome } from '../../../lambda/ports/twilio-payments.ts'
import { aCallSid } from '../../support/a-session.ts'
import { accepted, refusedWith, unsent } from '../../support/a-world.ts'
import { asked, type DoorsOptions, doors } from '../../support/http/doors.ts'
import { memoryStores } from '../../support/memory/stores.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const assisted = { mode: 'assisted' } as const
const collecting = sessionIn('collecting', assisted)
const unresolved = sessionIn('unresolved', assisted)

const start = {
  ...assisted,
  ...{ callSid: aCallSid(), amount: '42.50', currency: 'USD', reference: 'INV-1001' },
}
const seen = { outcome: 'charged', by: 'Ada Lovelace', confirmationCode: 'ch_7Yx' }

/** Every change a client can ask for, and the same with something else in it. */
const changes = [
  { route: 'start-session', session: null, body: start, other: { ...start, reference: 'INV-2' } },
  {
    route: 'request-capture',
    session: collecting,
    body: { field: 'security-code' },
    other: { field: 'postal-code' },
  },
  { route: 'complete-session', session: collecting, body: {}, other: null },
  { route: 'cancel-session', session: collecting, body: {}, other: null },
  {
    route: 'resolve-session',
    session: unresolved,
    body: seen,
    other: { outcome: 'not-charged', by: 'Ada Lovelace' },
  },
] as const

type Change = (typeof changes)[number]

const ask = (change: Change, key: string, body: object = change.body) =>
  asked(key, { ...(change.session === null ? {} : { sessionId: change.session.id }), body })

/** Functions that have nothing in common but the stores. */
async function functions({ session }: Change, options: DoorsOptions = {}) {
  const stores = memoryStores()
  if (session !== null) await stores.sessions.insert(session)
  return { one: doors({ stores, ...options }), another: doors({ stores }) }
}

/** A promise, and what keeps it. */
function promised<Value>() {
  let keep: (value: Value) => void = () => {}
  const promise = new Promise<Value>((kept) => {
    keep = kept
  })
  return { promise, keep: (value: Value) => keep(value) }
}

const problemOf = ({ statusCode, body }: GatewayAnswer) => [
  statusCode,
  String(JSON.parse(String(body)).type)
    .split(/[:/#]/)
    .at(-1),
]

describe('I9, S19: a request with the same key', () => {
  test.each(changes)(
    '$route: gets the same answer, byte for byte, from any function',
    async (change) => {
      const { one, another } = await functions(change)

      const first = await one.open(change.route, ask(change, 'key-1'))
      const sends = one.fake.sent.length
      const again = [
        await one.open(change.route, ask(change, 'key-1')),
        await another.open(change.route, ask(change, 'key-1')),
      ]
      another.passes(25 * 3_600_000)
      again.push(await another.open(change.route, ask(change, 'key-1')))

      expect([201, 202]).toContain(first.statusCode)
      expect(again).toEqual([first, first, first])
      expect([one.fake.sent.length, another.fake.sent.length]).toEqual([sends, 0])
    },
  )

  test.each(
    changes.flatMap((change) =>
      change.route === 'resolve-session'
        ? []
        : [
            { ...change, outcome: refusedWith(64019), told: 409 },
            { ...change, outcome: unsent, told: 503 },
          ],
    ),
  )('$route: gets the same "no" again: $told', async ({ outcome, told, ...change }) => {
    const outcomes: readonly SendOutcome[] = [outcome, outcome, outcome, accepted]
    const { one, another } = await functions(change, { outcomes })

    const first = await one.open(change.route, ask(change, 'key-1'))
    const again = await another.open(change.route, ask(change, 'key-1'))

    // A payment that is called off is called off, whatever Twilio says to that.
    expect(first.statusCode).toBe(change.route === 'cancel-session' ? 202 : told)
    expect(again).toEqual(first)
    expect(another.fake.sent).toEqual([])
  })

  test.each(changes.filter(({ other }) => other !== null))(
    '$route: and something else in it is refused with 422',
    async (change) => {
      const { one, another } = await functions(change)
      await one.open(change.route, ask(change, 'key-1'))
      const stored = one.fake.stores.sessions.all()

      const answer = await another.open(change.route, ask(change, 'key-1', change.other ?? {}))

      expect(problemOf(answer)).toEqual([422, 'key-reused'])
      expect(another.fake.stores.sessions.all()).toEqual(stored)
      expect(another.fake.sent).toEqual([])
    },
  )

  test('for another session, or another route, is refused with 422 or is another request', async () => {
    const capture = changes[1]
    const { one, another } = await functions(capture)
    await one.open(capture.route, ask(capture, 'key-1'))

    const elsewhere = await another.open('complete-session', ask(changes[2], 'key-1'))

    expect(problemOf(elsewhere)).toEqual([422, 'key-reused'])
    expect(another.fake.sent).toEqual([])
  })
})

describe('I9: a request without a key', () => {
  test.each(changes)('$route: is refused with 400, and nothing is asked', async (change) => {
    const { one } = await functions(change)

    const { headers: _, ...keyless } = ask(change, '')
    const answer = await one.open(change.route, { ...keyless, headers: {} })

    expect(problemOf(answer)).toEqual([400, 'invalid-request'])
    expect(one.asked).toEqual([])
  })
})

describe('I9, S39: a request whose client has stopped waiting', () => {
  const sent = changes.filter(({ route }) => !/cancel|resolve/.test(route))

  test.each(sent)('$route: is in progress, with 409, and then has its answer', async (change) => {
    const [out, held] = [promised<void>(), promised<SendOutcome>()]
    const send = () => {
      out.keep()
      return held.promise
    }
    const { one, another } = await functions(change, {
      ports: ({ payments }) => ({ payments: { ...payments, send } }),
    })
    const cutOff = one.open(change.route, ask(change, 'key-1'))
    await out.promise

    const meanwhile = await another.open(change.route, ask(change, 'key-1'))
    held.keep(accepted)
    const first = await cutOff
    const later = await another.open(change.route, ask(change, 'key-1'))

    expect(problemOf(meanwhile)).toEqual([409, 'request-in-progress'])
    expect(meanwhile.headers).toMatchObject({ 'retry-after': '1' })
    expect([201, 202]).toContain(first.statusCode)
    expect(later).toEqual(first)
    expect(another.fake.sent).toEqual([])
  })
})
