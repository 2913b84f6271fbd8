import * as v from 'valibot'

/** Text of this form; the sentence says what it must be, for whoever set it. */
const must = (sentence: string, form: RegExp) => v.pipe(v.string(sentence), v.regex(form, sentence))

/**
 * The contract between `lib/` (which sets these variables) and `lambda/` (which reads them).
 * `lib` fills a `Record<keyof typeof environment, string>`, so that a variable added here and
 * forgotten there does not compile.
 */
export const environment = {
  /** Name of the DynamoDB table that holds the sessions. */
  SESSIONS_TABLE: must('be the name of a table', /^.{3,}$/),
  /** Name of the DynamoDB table that holds idempotency keys. */
  KEYS_TABLE: must('be the name of a table', /^.{3,}$/),
  /** Where Twilio reaches us, without a trailing slash. Signatures are checked against this. */
  PUBLIC_BASE_URL: must('be an http or https URL without a path', /^https?:\/\/[^/?#]+$/),
  /** The account whose calls are paid on: `AC` and 32 hexadecimal digits. */
  TWILIO_ACCOUNT_SID: must('be AC and 32 hexadecimal digits', /^AC[0-9a-fA-F]{32}$/),
  /**
   * The Twilio credentials: a Secrets Manager name or ARN, or (on a laptop) the JSON itself:
   * `{"authToken":"…","apiKeySid":"SK…","apiKeySecret":"…"}`. Without an API key the auth token
   * is used for REST calls too.
   */
  TWILIO_SECRET: must('be the name or ARN of a secret, or its JSON', /./),
  /** Base of Twilio's REST API. https://www.twilio.com/docs/usage/api */
  TWILIO_API_BASE_URL: v.optional(
    must('be an http or https URL', /^https?:\/\/[^/?#]+/),
    'https://api.twilio.com',
  ),
  /** Unique name of an installed Pay Connector. */
  PAYMENT_CONNECTOR: v.optional(must('be the name of a Pay Connector', /./), 'Default'),
  /** The KMS key that tokens are sealed with: its id, ARN or alias. */
  TOKEN_KEY_ID: must('be the id, ARN or alias of a KMS key', /^\S+$/),
  /** How a prompt reaches a live call: `push` updates the call, `poll` waits for its next turn. */
  PROMPT_DELIVERY: v.optional(v.picklist(['push', 'poll'], 'be push or poll'), 'push'),
} as const

const schema = v.object(environment, 'be set')

export type Env = v.InferOutput<typeof schema>
export type EnvName = keyof typeof environment

/** @throws Error that names every wrong variable and what it must be, never its value. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const result = v.safeParse(schema, source)
  if (result.success) return result.output
  const wrong = result.issues.map((issue) => `${v.getDotPath(issue)} must ${issue.message}`)
  throw new Error(`The environment is not as it must be: ${wrong.join('; ')}.`)
}
