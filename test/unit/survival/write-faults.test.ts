import { describe, expect, test } from 'vitest'
import { storageUnavailable } from '../../../lambda/ports/errors.ts'
import type { RouteName } from '../../../lambda/routes.ts'
import type { World } from '../../../lambda/use-cases/engine/world.ts'
import { aCallSid } from '../../support/a-session.ts'
import { asked, doors } from '../../support/http/doors.ts'
import { type MemoryStores, memoryStores } from '../../support/memory/stores.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const assisted = { mode: 'assisted' } as const
const ready = sessionIn('collecting', assisted)
const { id: sessionId } = ready

const start = {
  ...assisted,
  ...{ callSid: aCallSid(), amount: '42.50', currency: 'USD', reference: 'INV-1001' },
}

const requests: ReadonlyArray<{
  readonly route: RouteName
  readonly event: ReturnType<typeof asked>
  /** The write by which its end is crossed out as told: nothing that the client has to hear of. */
  readonly toldAt?: number
}> = [
  { route: 'start-session', event: asked('key-1', { body: start }) },
  {
    route: 'request-capture',
    event: asked('key-1', { sessionId, body: { field: 'security-code' } }),
  },
  { route: 'complete-session', event: asked('key-1', { sessionId }) },
  { route: 'cancel-session', event: asked('key-1', { sessionId }), toldAt: 3 },
]

const writes: ReadonlySet<string> = new Set(['insert', 'save', 'claim', 'handOver'])

interface Broken {
  /** The how-manieth write, from 1; 0 for none. */
  readonly at: number
  readonly applied: boolean
}

/** Stores of which one write is answered by an error, whether or not it was applied. */
function breaking({ sessions, claims }: MemoryStores, broken: Broken) {
  let count = 0
  const wrap = <Store extends object>(store: Store): Store =>
    new Proxy(store, {
      get: (target, method) => {
        const value: unknown = Reflect.get(target, method, target)
        if (typeof value !== 'function' || !writes.has(String(method))) return value
        return async (...given: unknown[]): Promise<unknown> => {
          count += 1
          const isBroken = count === broken.at
          if (isBroken && !broken.applied)
            throw storageUnavailable('a test', new Error('throttled'))
          const answer: unknown = await Reflect.apply(value, target, given)
          if (isBroken) throw storageUnavailable('a test', new Error('timed out'))
          return answer
        }
      },
    })
  const ports: Partial<World> = { sessions: wrap(sessions), claims: wrap(claims) }
  return { ports, count: () => count }
}

/** The request, with one of its writes broken; then once more, with the same key and no trouble. */
async function run({ route, event }: (typeof requests)[number], broken: Broken) {
  const stores = memoryStores()
  if (route !== 'start-session') await stores.sessions.insert(ready)
  const { ports, count } = breaking(stores, broken)
  const troubled = doors({ stores, ports: () => ports })
  const first = await troubled.open(route, event)
  const well = doors({ stores })
  const again = await well.open(route, event)
  return { first, again, troubled, well, writes: count() }
}

const cases = requests.flatMap((request) =>
  [true, false].map((applied) => ({ ...request, applied })),
)

describe('S34: the database breaks at any write', () => {
  test.each(cases)(
    '$route, applied all the same: $applied. Nothing is sent that is not recorded for certain',
    async ({ applied, ...request }) => {
      const untroubled = await run(request, { at: 0, applied })
      expect(untroubled.writes).toBeGreaterThan(1)

      for (let at = 1; at <= untroubled.writes; at++) {
        const { first, again, troubled, well } = await run(request, { at, applied })
        const sends = [...troubled.fake.sent, ...well.fake.sent]

        // One write records what Twilio answered; all before it come before the send.
        const isTold = at === request.toldAt
        const answeredAt = untroubled.writes - (request.toldAt === undefined ? 0 : 1)
        const isRecorded = at >= answeredAt
        expect(troubled.fake.sent, `write ${at}`).toHaveLength(isRecorded ? 1 : 0)
        expect(first, `write ${at}`).toMatchObject(
          isTold ? { statusCode: 202 } : { statusCode: 503, headers: { 'retry-after': '2' } },
        )
        expect([200, 201, 202, 409], `write ${at}`).toContain(again.statusCode)
        // Whatever is sent twice is the same request to Twilio, and a charge is not.
        expect(new Set(sends.map(({ key }) => key)).size).toBeLessThanOrEqual(1)
        if (request.route === 'complete-session') expect(sends.length).toBeLessThanOrEqual(1)
      }
    },
  )
})
