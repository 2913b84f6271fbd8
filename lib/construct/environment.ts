import { Token } from 'aws-cdk-lib'
import * as v from 'valibot'
import { type EnvName, environment, twilioRegions } from '../../lambda/env.ts'
import { keysOf } from '../keys-of.ts'
import type { IvrPaymentFlowProps } from './ivr-payment-flow-props.ts'
import type { SessionTables } from './session-tables.ts'

export interface EnvironmentOptions {
  readonly props: IvrPaymentFlowProps
  readonly tables: SessionTables
  readonly tokenKeyArn: string
  readonly callbackQueueUrl: string
  readonly outcomeQueueUrl: string
  readonly publicBaseUrl: string
}

/**
 * What `lambda/env.ts` reads. Complete by type: a variable that is read there and not set here
 * does not compile.
 *
 * @throws Error when the functions would not start with what they are given
 */
export function environmentOf(options: EnvironmentOptions): Record<EnvName, string> {
  const { props, tables, publicBaseUrl } = options
  const region = props.twilioRegion ?? 'us1'
  const variables: Record<EnvName, string> = {
    SESSIONS_TABLE: tables.sessions.tableName,
    KEYS_TABLE: tables.keys.tableName,
    PUBLIC_BASE_URL: publicBaseUrl,
    TWILIO_ACCOUNT_SID: props.twilioAccountSid,
    // Where the credentials are, not what they are: whoever may see a function sees its variables.
    TWILIO_SECRET: props.twilioSecret.secretArn,
    TWILIO_REGION: region,
    TWILIO_API_BASE_URL: props.twilioApiBaseUrl ?? twilioRegions[region],
    PAYMENT_CONNECTOR: props.paymentConnector ?? 'Default',
    CALLBACK_QUEUE_URL: options.callbackQueueUrl,
    OUTCOME_QUEUE_URL: options.outcomeQueueUrl,
    TOKEN_KEY_ID: options.tokenKeyArn,
    LOOK_UP_FUNCTION: props.lookUp?.functionArn ?? 'none',
    PROMPT_DELIVERY: props.promptDelivery ?? 'push',
    MERCHANTS: merchantsOf(props),
  }
  const refused = keysOf(environment).flatMap((name) => refusedIn(name, variables[name]))
  if (refused.length > 0) {
    throw new Error(
      `The functions of IvrPaymentFlow would not start, because of ${refused.join(', ')}. ` +
        'Look at what its properties say about the value that was given.',
    )
  }
  checkSize(variables)
  return variables
}

function merchantsOf({ merchants = {} }: IvrPaymentFlowProps): string {
  const entries = Object.entries(merchants).map(([name, merchant]) => [
    name,
    {
      accountSid: merchant.twilioAccountSid,
      secret: merchant.twilioSecret.secretArn,
      region: merchant.twilioRegion,
      apiBaseUrl: merchant.twilioApiBaseUrl,
      paymentConnector: merchant.paymentConnector,
    },
  ])
  return JSON.stringify(Object.fromEntries(entries))
}

/** Which parts of a variable are wrong. What AWS fills in at deploy time is not known yet. */
function refusedIn(name: EnvName, value: string): readonly string[] {
  const { issues = [] } = v.safeParse(environment[name], value)
  return issues
    .filter(({ input }) => !Token.isUnresolved(input))
    .map((issue) => [name, v.getDotPath(issue)].filter((part) => part !== null).join('.'))
}

/**
 * All variables of a function together, as the JSON that Lambda measures.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const VARIABLES_BYTES_MAX = 4_096

/** A name, URL or ARN that AWS fills in as a whole. */
const WHOLE_CHARACTERS = 110

/** A partition, region or account inside of an ARN. */
const PART_CHARACTERS = 14

const token = /\$\{Token\[[^\]]+\]\}/g
const wholeToken = /(?<=^|")\$\{Token\[[^\]]+\]\}(?=$|")/g

/** Known only roughly before AWS fills in its own, and still far better said here than by AWS. */
function checkSize(variables: Readonly<Record<EnvName, string>>): void {
  const lengthy = Object.entries(variables).map(([name, value]) => [name, filledIn(value)])
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(lengthy)))
  if (bytes <= VARIABLES_BYTES_MAX) return
  throw new Error(
    `The variables of IvrPaymentFlow's functions take about ${bytes} bytes, and Lambda allows ` +
      `${VARIABLES_BYTES_MAX} for all of them together. Most of it are merchants: give fewer, or ` +
      'shorter names, and deploy IvrPaymentFlow a second time for the others.',
  )
}

const filledIn = (value: string): string =>
  value
    .replace(wholeToken, 'x'.repeat(WHOLE_CHARACTERS))
    .replace(token, 'x'.repeat(PART_CHARACTERS))
