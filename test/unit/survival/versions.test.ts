import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSession, writeSession } from '../../../lambda/adapters/dynamodb/session-record.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { GatewayEvent } from '../../../lambda/http/gateway-types.ts'
import type { RouteName } from '../../../lambda/routes.ts'
import { lambdaContext } from '../../../local/gateway/context.ts'
import { aCallSid } from '../../support/a-session.ts'
import { aWorld } from '../../support/a-world.ts'
import { onward } from '../../support/bad-input/onward.ts'
import { formEvent } from '../../support/bad-input/requests.ts'
import { aGatewayEvent } from '../../support/http/a-gateway-event.ts'
import { handlerMakers } from '../../support/journey/handlers.ts'
import { type MemoryStores, memoryStores } from '../../support/memory/stores.ts'

/** As the table keeps it: a version reads what it can, and writes what it has read. */
const travelled = (session: Session): Session => readSession(writeSession(session), session.id)

const ofNext = { tip: { amountMinor: 300 }, heard: ['once', 'twice'] }

/** What the next version of the code writes, and this one knows nothing of. */
const asNext = (session: Session): Session => ({
  ...session,
  ...ofNext,
  purchase: Object.assign({}, session.purchase, { fee: 25 }),
  terms: Object.assign({}, session.terms, { theme: 'night' }),
})

/** A function of this version, or of the next one, which differs in what it writes. */
function aFunction(stores: MemoryStores, version: 'this' | 'next') {
  const writes = version === 'next' ? asNext : (session: Session) => session
  const { sessions } = stores
  const fake = aWorld({
    stores: {
      ...stores,
      sessions: {
        ...sessions,
        load: async (id) => {
          const stored = await sessions.load(id)
          return stored === null ? null : { ...stored, session: travelled(stored.session) }
        },
        insert: (session) => sessions.insert(travelled(writes(session))),
        save: ({ session, version: read }) =>
          sessions.save({ session: travelled(writes(session)), version: read }),
      },
    },
  })
  const verifier = { signatureHolds: async () => ['default'], sealHolds: async () => ['default'] }
  return {
    sent: fake.sent,
    open: (route: RouteName, event: Partial<GatewayEvent>) =>
      handlerMakers[route]({ world: fake.world, verifier })(
        aGatewayEvent(event),
        lambdaContext(route, fake.now),
      ),
  }
}

/** A whole payment; for each request is told which version serves it. */
async function pay(isNext: (request: number) => boolean) {
  const stores = memoryStores()
  const functions = { this: aFunction(stores, 'this'), next: aFunction(stores, 'next') }
  const stored = () => stores.sessions.all()[0]
  const moments: Session[] = []
  const query = { amount: '42.50', currency: 'USD', reference: 'INV-1001' }
  const call = formEvent(new URLSearchParams({ CallSid: aCallSid() }))
  let next: ReturnType<typeof onward> = {
    route: 'answer-call',
    event: { queryStringParameters: query, ...call },
  }
  for (let request = 0; next !== null; request++) {
    const served = functions[isNext(request) ? 'next' : 'this']
    const { statusCode } = await served.open(next.route, next.event)
    expect(statusCode).toBeLessThan(300)
    const session = stored() ?? expect.fail('There is no session.')
    moments.push(session)
    next = onward(session)
  }
  return { moments, sent: [...functions.this.sent, ...functions.next.sent] }
}

/** Nothing that the next version wrote is lost, and each request to Twilio is made once. */
function expectWell({ moments, sent }: Awaited<ReturnType<typeof pay>>, firstNext: number): void {
  expect(moments.at(-1)?.state.status).toBe('succeeded')
  expect(new Set(sent.map(({ key }) => key)).size).toBe(sent.length)
  const after = moments.slice(firstNext)
  for (const session of after) {
    expect(session).toMatchObject({ ...ofNext, purchase: { fee: 25 }, terms: { theme: 'night' } })
  }
  const steps = moments.map(({ attempt, step }) => [attempt, step])
  expect(steps).toEqual([...steps].sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d))
}

describe('S40: a payment while one version of the code replaces another', () => {
  test('goes through wherever the next version is deployed, and wherever it is taken back', async () => {
    const { moments } = await pay(() => false)
    const requests = moments.length
    expect(requests).toBeGreaterThan(6)

    for (let from = 0; from < requests; from++) {
      for (let to = from + 1; to <= requests; to++) {
        expectWell(await pay((request) => request >= from && request < to), from)
      }
    }
  })

  test('goes through when each request, and each callback, may meet either version', async () => {
    const canary = fc.array(fc.boolean(), { minLength: 20, maxLength: 20 })

    await fc.assert(
      fc.asyncProperty(canary, async (isNext) => {
        const first = isNext.indexOf(true)
        expectWell(
          await pay((request) => isNext[request] ?? false),
          first < 0 ? isNext.length : first,
        )
      }),
      { numRuns: 60, seed: 20_261_127 },
    )
  })
})
