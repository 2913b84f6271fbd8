import type { RemovalPolicy } from 'aws-cdk-lib'
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { MerchantProps, TwilioRegion } from './merchant-props.ts'

export interface IvrPaymentFlowProps {
  /** The Twilio account that the calls belong to: `AC` and 32 hexadecimal digits. */
  readonly twilioAccountSid: string

  /**
   * The credentials of that account, as JSON: `authToken`, and for the REST API `apiKeySid` and
   * `apiKeySecret`. Read by the functions at run time, never at deploy time.
   */
  readonly twilioSecret: ISecret

  /**
   * Unique name of the Pay Connector that is installed in the Twilio account.
   *
   * @default - `Default`, the name that Twilio gives to the first one
   */
  readonly paymentConnector?: string

  /**
   * How a prompt reaches a call while a card is keyed: `push` updates the call at once, `poll`
   * waits for the call to ask, every two seconds.
   *
   * @default - `push`
   */
  readonly promptDelivery?: 'push' | 'poll'

  /**
   * Decides who may use the routes for clients (`/sessions…`).
   *
   * @default - IAM: requests are signed by AWS identities, see `grantClient`
   */
  readonly clientAuthorizer?: IHttpRouteAuthorizer

  /**
   * Origins of agents' screens, as in `https://desk.example.com`, whose pages may call the API.
   *
   * @default - no page of any origin
   */
  readonly allowedOrigins?: readonly string[]

  /**
   * Where Twilio reaches the API when a custom domain is mapped to it, without a path.
   * Twilio signs the URLs it calls, so this must be what callers of the API really use.
   *
   * @default - the endpoint that AWS gives to the API
   */
  readonly publicBaseUrl?: string

  /**
   * Twilio's region that the calls are in: `us1`, `ie1` or `au1`. The secret must hold the
   * credentials of that region.
   *
   * @default - `us1`
   */
  readonly twilioRegion?: TwilioRegion

  /**
   * Base URL of Twilio's REST API, for a simulator, say.
   *
   * @default - that of the region, such as `https://api.twilio.com`
   */
  readonly twilioApiBaseUrl?: string

  /**
   * The KMS key that tokens of tokenised cards and accounts are sealed with. One function may
   * encrypt with it, and one other decrypt.
   *
   * @default - a key of its own, rotated each year
   */
  readonly tokenKey?: IKey

  /**
   * A function of yours that looks a charge up at the processor, by the contract in
   * `docs/how-to/resolve-a-charge.md`. Only the function that runs by the clock may invoke it.
   *
   * @default - nobody is asked: an unresolved charge waits for a late callback or a person
   */
  readonly lookUp?: IFunction

  /**
   * Further merchants by name: 1 to 32 lower-case letters, digits and hyphens, the first a letter.
   * What stands above describes the merchant named `default`, which requests mean that name none.
   *
   * @default - no further merchants
   */
  readonly merchants?: Readonly<Record<string, MerchantProps>>

  /**
   * Where alarms are sent.
   *
   * @default - the alarms change their state and tell nobody
   */
  readonly alarmTopic?: ITopic

  /**
   * How long the logs of functions and API are kept.
   *
   * @default - one year, the history that card payment audits ask for
   */
  readonly logRetention?: RetentionDays

  /**
   * What becomes of tables, queues and logs when they leave the stack. `RETAIN` also protects the
   * tables from being deleted by hand.
   *
   * @default - RETAIN
   */
  readonly removalPolicy?: RemovalPolicy

  /**
   * Directory of the function bundles: `<name>/index.js` for each function.
   *
   * @default - the bundles that were built into this package
   */
  readonly functionsDirectory?: string
}
