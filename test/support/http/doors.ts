import twilio from 'twilio'
import { JsonJournal } from '../../../lambda/adapters/system/journal.ts'
import type { SecretVersions } from '../../../lambda/adapters/system/secret.ts'
import { TwilioAccounts } from '../../../lambda/adapters/twilio/accounts.ts'
import { TwilioRequestVerifier } from '../../../lambda/adapters/twilio/request-verifier.ts'
import { makeSeal } from '../../../lambda/adapters/twilio/seal.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { parseEpochMs } from '../../../lambda/domain/values/time.ts'
import type { GatewayAnswer, GatewayEvent } from '../../../lambda/http/gateway-types.ts'
import { type RouteName, routes } from '../../../lambda/routes.ts'
import type { World } from '../../../lambda/use-cases/engine/world.ts'
import { lambdaContext } from '../../../local/gateway/context.ts'
import { aWorld, type FakeWorld, type FakeWorldOptions, publicBaseUrl } from '../a-world.ts'
import { handlerMakers } from '../journey/handlers.ts'
import { aGatewayEvent } from './a-gateway-event.ts'

export const accountSid = `AC${'1'.repeat(32)}`
export const authToken = 'the token of the account'

export type Pairs = ReadonlyArray<readonly [name: string, value: string]>

export interface Doors {
  readonly fake: FakeWorld
  /** What was asked of the ports, such as `sessions.load`, in its order. */
  readonly asked: readonly string[]
  /** Every line of the log. */
  readonly lines: readonly string[]
  secretReads(): number
  passes(spanMs: number): void
  open(route: RouteName, event: Partial<GatewayEvent>): Promise<GatewayAnswer>
}

export interface DoorsOptions extends FakeWorldOptions {
  readonly ports?: (world: World) => Partial<World>
  /** What Secrets Manager says at each read; the one token without it. */
  readonly secret?: () => SecretVersions
}

/**
 * The handlers as deployed, behind the verifier as deployed, on a world in memory that counts what
 * is asked of it. Two of them on the same stores are two functions.
 */
export function doors(options: DoorsOptions = {}): Doors {
  const fake = aWorld(options)
  const asked: string[] = []
  const lines: string[] = []
  let reads = 0
  let passedMs = 0
  const now = () => parseEpochMs(fake.now() + passedMs)
  const versions = async () => {
    reads += 1
    return (options.secret ?? neverRotated)()
  }
  const read = async () => (await versions()).current
  const accounts = new TwilioAccounts({
    accounts: new Map([['default', { accountSid, secret: 'secret', apiBaseUrl: '' }]]),
    secrets: { current: read, versions },
    now,
  })
  const verifier = new TwilioRequestVerifier({ accounts, publicBaseUrl, now })
  const write = (line: string) => void lines.push(line)
  const journal = new JsonJournal({ write, now, sessionsTable: 'sessions' })
  const ported = { ...fake.world, ...options.ports?.(fake.world) }
  const surroundings = { ...ported.surroundings, now }
  const world = { ...counted(ported, asked), journal, surroundings }
  return {
    ...{ fake, asked, lines },
    secretReads: () => reads,
    passes: (spanMs) => {
      passedMs += spanMs
    },
    open: (route, event) =>
      handlerMakers[route]({ world, verifier })(aGatewayEvent(event), lambdaContext(route, now)),
  }
}

const neverRotated = (): SecretVersions => ({
  current: JSON.stringify({ authToken }),
  ...{ pending: null, previous: null, currentSince: 0 },
})

const counts = [
  'sessions',
  'claims',
  'progress',
  'payments',
  'calls',
  'vault',
  'callbacks',
] as const

function counted(world: World, asked: string[]): World {
  const wrap = (name: (typeof counts)[number]) =>
    new Proxy(world[name], {
      get: (port, method) => {
        const value: unknown = Reflect.get(port, method, port)
        if (typeof value !== 'function') return value
        return (...given: unknown[]): unknown => {
          asked.push(`${name}.${String(method)}`)
          return Reflect.apply(value, port, given)
        }
      },
    })
  return Object.assign({}, world, Object.fromEntries(counts.map((name) => [name, wrap(name)])))
}

/** A client's request, as API Gateway hands it over. */
export const asked = (
  key: string,
  wanted: { readonly sessionId?: string; readonly body?: unknown } = {},
): Partial<GatewayEvent> => ({
  headers: { 'idempotency-key': key, 'content-type': 'application/json' },
  pathParameters: wanted.sessionId === undefined ? {} : { sessionId: wanted.sessionId },
  body: JSON.stringify(wanted.body ?? {}),
})

/** Where Twilio tells of the step that a session is at. */
export function callbackPath(
  { id, attempt, step }: Session,
  by: { readonly nowMs: number; readonly token?: string },
): string {
  const sealed = { sessionId: id, attempt: String(attempt), step: String(step) }
  const seal = makeSeal(sealed, { authToken: by.token ?? authToken, fromMs: by.nowMs })
  return `/callbacks/${id}/${attempt}/${step}/${seal}`
}

/** Made by Twilio's own library. */
export const signatureOf = (
  path: string,
  pairs: Pairs,
  by: { base?: string; token?: string } = {},
) =>
  twilio.getExpectedTwilioSignature(
    by.token ?? authToken,
    (by.base ?? publicBaseUrl) + path,
    Object.fromEntries(pairs),
  )

/** A form that is posted to one of Twilio's routes, as API Gateway hands it over. */
export function posted(
  path: string,
  form: { readonly pairs: Pairs; readonly signature?: string | undefined },
): Partial<GatewayEvent> {
  const { signature, pairs } = form
  const [rawPath = '', rawQueryString = ''] = path.split('?')
  return {
    rawPath,
    rawQueryString,
    pathParameters: parametersIn(rawPath),
    queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(signature === undefined ? {} : { 'x-twilio-signature': signature }),
    },
    body: new URLSearchParams(
      pairs.map(([name, value]): [string, string] => [name, value]),
    ).toString(),
  }
}

/** Posted by Twilio. */
export function signed(
  path: string,
  said: Readonly<Record<string, string>>,
): Partial<GatewayEvent> {
  const pairs = Object.entries({ AccountSid: accountSid, ...said })
  return posted(path, { pairs, signature: signatureOf(path, pairs) })
}

function parametersIn(rawPath: string): Record<string, string> {
  for (const { path } of Object.values(routes)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`)
    const match = pattern.exec(rawPath)
    if (match !== null) {
      return Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']))
    }
  }
  return {}
}
