import * as v from 'valibot'

/** Text of this form; the sentence says what it must be, for whoever set it. */
const must = (sentence: string, form: RegExp) => v.pipe(v.string(sentence), v.regex(form, sentence))

/** Twilio's regions. https://www.twilio.com/docs/global-infrastructure/understanding-twilio-regions */
export const regionNames = ['us1', 'ie1', 'au1'] as const
export type RegionName = (typeof regionNames)[number]

/**
 * Where Twilio's REST API is, for each region. The hosts name an edge location, too: those that
 * name the region alone stop working on 2026-04-28.
 * https://www.twilio.com/docs/global-infrastructure/using-the-twilio-rest-api-in-a-non-us-region
 */
export const twilioRegions: Readonly<Record<RegionName, string>> = {
  us1: 'https://api.twilio.com',
  ie1: 'https://api.dublin.ie1.twilio.com',
  au1: 'https://api.sydney.au1.twilio.com',
}

const accountSid = must('be AC and 32 hexadecimal digits', /^AC[0-9a-fA-F]{32}$/)
const secret = must('be the name or ARN of a secret, or its JSON', /./)
const region = v.optional(v.picklist(regionNames, `be one of ${regionNames.join(', ')}`), 'us1')
const apiBaseUrl = v.optional(must('be an http or https URL', /^https?:\/\/[^/?#]+/))
const paymentConnector = v.optional(must('be the name of a Pay Connector', /./), 'Default')

const merchant = v.strictObject(
  { accountSid, secret, region, apiBaseUrl, paymentConnector },
  ({ expected }) => {
    if (expected === 'never') return 'not be there'
    return expected === 'Object' ? 'be an object' : 'be set'
  },
)

/** A merchant goes by this in requests, sessions and configuration. */
const merchantNamePattern = /^[a-z][a-z0-9-]{0,31}$/

/** `default` is described by variables of its own; the others JavaScript keeps for itself. */
const reservedNames: ReadonlySet<string> = new Set(['default', 'constructor', 'prototype'])

export const isMerchantName = (name: string): boolean =>
  merchantNamePattern.test(name) && !reservedNames.has(name)

const mustBeMerchants =
  'be a JSON object of merchants, each by a name of 1 to 32 lower-case letters, digits and ' +
  'hyphens that begins with a letter and is not default'

const merchants = v.pipe(
  v.string(mustBeMerchants),
  v.parseJson({}, mustBeMerchants),
  v.check((given) => isNamed(given), mustBeMerchants),
  v.record(v.string(), merchant, mustBeMerchants),
)

const isNamed = (given: unknown): boolean =>
  typeof given === 'object' &&
  given !== null &&
  !Array.isArray(given) &&
  Object.keys(given).every(isMerchantName)

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
  TWILIO_ACCOUNT_SID: accountSid,
  /**
   * The Twilio credentials: a Secrets Manager name or ARN, or (on a laptop) the JSON itself:
   * `{"authToken":"…","apiKeySid":"SK…","apiKeySecret":"…"}`. Without an API key the auth token
   * is used for REST calls too.
   */
  TWILIO_SECRET: secret,
  /** Twilio's region in which the calls are: `us1`, `ie1` or `au1`. Each has its credentials. */
  TWILIO_REGION: region,
  /** Base of Twilio's REST API, if it is not that of the region. */
  TWILIO_API_BASE_URL: apiBaseUrl,
  /** Unique name of an installed Pay Connector. */
  PAYMENT_CONNECTOR: paymentConnector,
  /**
   * Further merchants: the variables above describe the one named `default`. A JSON object by
   * name, of `{"accountSid":"AC…","secret":"…"}` and, where they differ from the defaults,
   * `region`, `apiBaseUrl` and `paymentConnector`.
   */
  MERCHANTS: v.optional(merchants, '{}'),
  /** The queue in which callbacks wait while the database is away. */
  CALLBACK_QUEUE_URL: must('be the URL of a queue', /^https?:\/\/[^/?#]+\/\S+$/),
  /** The queue in which integrators are told how sessions ended. */
  OUTCOME_QUEUE_URL: must('be the URL of a queue', /^https?:\/\/[^/?#]+\/\S+$/),
  /** The KMS key that tokens are sealed with: its id, ARN or alias. */
  TOKEN_KEY_ID: must('be the id, ARN or alias of a KMS key', /^\S+$/),
  /** The ARN of the function that looks charges up at the processor; `none` leaves it to people. */
  LOOK_UP_FUNCTION: v.optional(
    must('be the ARN of a Lambda function, or none', /^(none|arn:[\w-]+:lambda:\S+)$/),
    'none',
  ),
  /** How a prompt reaches a live call: `push` updates the call, `poll` waits for its next turn. */
  PROMPT_DELIVERY: v.optional(v.picklist(['push', 'poll'], 'be push or poll'), 'push'),
} as const

const schema = v.object(environment, 'be set')

export type Env = v.InferOutput<typeof schema>
export type EnvName = keyof typeof environment

/**
 * @throws Error that names every wrong variable, of a merchant also its name and the field, and
 * what it must be; never a value.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const result = v.safeParse(schema, source)
  if (result.success) return result.output
  const wrong = result.issues.map((issue) => `${v.getDotPath(issue)} must ${issue.message}`)
  throw new Error(`The environment is not as it must be: ${wrong.join('; ')}.`)
}
