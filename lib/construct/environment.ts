import { Token } from 'aws-cdk-lib'
import * as v from 'valibot'
import { type EnvName, environment } from '../../lambda/env.ts'
import { keysOf } from '../keys-of.ts'
import type { IvrPaymentFlowProps } from './ivr-payment-flow-props.ts'
import type { SessionTables } from './session-tables.ts'

export interface EnvironmentOptions {
  readonly props: IvrPaymentFlowProps
  readonly tables: SessionTables
  readonly tokenKeyArn: string
  readonly publicBaseUrl: string
}

/**
 * What `lambda/env.ts` reads. Complete by type: a variable that is read there and not set here
 * does not compile.
 *
 * @throws Error when the functions would not start with what they are given
 */
export function environmentOf(options: EnvironmentOptions): Record<EnvName, string> {
  const { props, tables, tokenKeyArn, publicBaseUrl } = options
  const variables: Record<EnvName, string> = {
    SESSIONS_TABLE: tables.sessions.tableName,
    KEYS_TABLE: tables.keys.tableName,
    PUBLIC_BASE_URL: publicBaseUrl,
    TWILIO_ACCOUNT_SID: props.twilioAccountSid,
    // Where the credentials are, not what they are: whoever may see a function sees its variables.
    TWILIO_SECRET: props.twilioSecret.secretArn,
    TWILIO_API_BASE_URL: props.twilioApiBaseUrl ?? 'https://api.twilio.com',
    PAYMENT_CONNECTOR: props.paymentConnector ?? 'Default',
    TOKEN_KEY_ID: tokenKeyArn,
    PROMPT_DELIVERY: props.promptDelivery ?? 'push',
  }
  const refused = keysOf(environment).filter((name) => !isAccepted(name, variables[name]))
  if (refused.length === 0) return variables
  throw new Error(
    `The functions of IvrPaymentFlow would not start, because of ${refused.join(', ')}. ` +
      'Look at what its properties say about the value that was given.',
  )
}

/** What AWS fills in at deploy time is not known yet. */
function isAccepted(name: EnvName, value: string): boolean {
  return Token.isUnresolved(value) || v.is(environment[name], value)
}
