import * as v from 'valibot'

/**
 * The contract between `lib/` (which sets these variables) and `lambda/` (which reads them).
 * `lib` fills a `Record<keyof typeof environment, string>`, so that a variable added here and
 * forgotten there does not compile.
 */
export const environment = {
  /** Name of the DynamoDB table that holds the sessions. */
  SESSIONS_TABLE: v.pipe(v.string(), v.minLength(3)),
  /** Name of the DynamoDB table that holds idempotency keys. */
  KEYS_TABLE: v.pipe(v.string(), v.minLength(3)),
  /** Where Twilio reaches us, without a trailing slash. Signatures are checked against this. */
  PUBLIC_BASE_URL: v.pipe(v.string(), v.url(), v.regex(/[^/]$/, 'no trailing slash')),
  /** The account whose calls are paid on: `AC` and 32 hexadecimal digits. */
  TWILIO_ACCOUNT_SID: v.pipe(v.string(), v.regex(/^AC[0-9a-fA-F]{32}$/)),
  /**
   * The Twilio credentials: a Secrets Manager name or ARN, or (on a laptop) the JSON itself:
   * `{"authToken":"…","apiKeySid":"SK…","apiKeySecret":"…"}`. Without an API key the auth token
   * is used for REST calls too.
   */
  TWILIO_SECRET: v.pipe(v.string(), v.minLength(1)),
  /** Base of Twilio's REST API. https://www.twilio.com/docs/usage/api */
  TWILIO_API_BASE_URL: v.optional(v.pipe(v.string(), v.url()), 'https://api.twilio.com'),
  /** Unique name of an installed Pay Connector. */
  PAYMENT_CONNECTOR: v.optional(v.pipe(v.string(), v.minLength(1)), 'Default'),
  /** How a prompt reaches a live call: `push` updates the call, `poll` waits for its next turn. */
  PROMPT_DELIVERY: v.optional(v.picklist(['push', 'poll']), 'push'),
} as const

const schema = v.object(environment)

export type Env = v.InferOutput<typeof schema>
export type EnvName = keyof typeof environment

/** @throws Error that names every missing or malformed variable, never its value. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const result = v.safeParse(schema, source)
  if (result.success) return result.output
  const wrong = result.issues.map((issue) => v.getDotPath(issue) ?? 'environment')
  throw new Error(`These environment variables are missing or malformed: ${wrong.join(', ')}.`)
}
