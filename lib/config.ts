import * as v from 'valibot'
import { keysOf } from './keys-of.ts'

const urlWithoutTrailingSlash = /^https?:\/\/[^\s?#]*[^\s?#/]$/
const origin = v.pipe(v.string(), v.regex(/^(\*|https?:\/\/[^/\s]+)$/))

const inputs = {
  twilioAccountSid: v.pipe(v.string(), v.regex(/^AC[0-9a-fA-F]{32}$/)),
  twilioSecretName: v.pipe(v.string(), v.regex(/^[\w/+=.@-]{1,512}$/)),
  paymentConnector: v.optional(v.pipe(v.string(), v.regex(/^\S+$/)), 'Default'),
  promptDelivery: v.exactOptional(v.picklist(['push', 'poll'])),
  publicBaseUrl: v.exactOptional(v.pipe(v.string(), v.regex(/^https:\/\/[^\s/?#]+$/))),
  allowedOrigins: v.exactOptional(
    v.pipe(
      v.string(),
      v.transform((list) => list.split(',').map((item) => item.trim())),
      v.array(origin),
    ),
  ),
  twilioApiBaseUrl: v.exactOptional(v.pipe(v.string(), v.regex(urlWithoutTrailingSlash))),
  alarmEmail: v.exactOptional(v.pipe(v.string(), v.email())),
} as const

type InputName = keyof typeof inputs

const schema = v.object(inputs)

/** What a deployment can be told, beside what the construct's defaults already say. */
export type DeployConfig = v.InferOutput<typeof schema>

interface Hint {
  readonly mustBe: string
  readonly example: string
}

const hints: Readonly<Record<InputName, Hint>> = {
  twilioAccountSid: {
    mustBe: 'the SID of your Twilio account, AC and 32 hexadecimal digits',
    example: 'AC0123456789abcdef0123456789abcdef',
  },
  twilioSecretName: {
    mustBe: 'the name (not the ARN) of the secret in Secrets Manager that holds its credentials',
    example: 'ivr-payment-flow/twilio',
  },
  paymentConnector: {
    mustBe: 'the unique name of a Pay Connector, without spaces',
    example: 'Default',
  },
  promptDelivery: { mustBe: 'push or poll', example: 'poll' },
  publicBaseUrl: {
    mustBe: 'an https URL without a path',
    example: 'https://pay.example.com',
  },
  allowedOrigins: {
    mustBe: 'origins separated by commas, each a scheme and a host without a path',
    example: 'https://desk.example.com',
  },
  twilioApiBaseUrl: {
    mustBe: 'a URL without a trailing slash',
    example: 'https://api.dublin.ie1.twilio.com',
  },
  alarmEmail: { mustBe: 'an e-mail address', example: 'ops@example.com' },
}

export type ParsedConfig =
  | { readonly config: DeployConfig }
  /** A sentence for each input that is missing or malformed. */
  | { readonly mistakes: readonly string[] }

/** Reads the inputs of a deployment from the CDK context, which `-c name=value` fills. */
export function parseConfig(contextValue: (name: string) => unknown): ParsedConfig {
  const given: Record<string, unknown> = {}
  for (const name of keysOf(inputs)) {
    const value = contextValue(name)
    if (value !== undefined) given[name] = value
  }
  const result = v.safeParse(schema, given)
  if (result.success) return { config: result.output }
  const paths = result.issues.map((issue) => v.getDotPath(issue)?.split('.')[0])
  const wrong = keysOf(inputs).filter((name) => paths.includes(name))
  return { mistakes: wrong.map((name) => explain(name, name in given)) }
}

/** Never shows what was given: it may be a credential in the wrong place. */
function explain(name: InputName, isGiven: boolean): string {
  const { mustBe, example } = hints[name]
  const what = isGiven ? 'malformed' : 'missing'
  return `${name} is ${what}. It must be ${mustBe}; give it as -c ${name}=${example}.`
}
