import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { RegionName } from '../../lambda/env.ts'

export type TwilioRegion = RegionName

/** One more merchant, whose payments are kept apart from those of the others. */
export interface MerchantProps {
  /** The Twilio account that the merchant's calls belong to. Several merchants may have one. */
  readonly twilioAccountSid: string

  /** The credentials of that account in its region, as JSON, like those of the flow. */
  readonly twilioSecret: ISecret

  /**
   * Twilio's region that the calls are in: `us1`, `ie1` or `au1`.
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
   * Unique name of the Pay Connector that is installed in the Twilio account.
   *
   * @default - `Default`, the name that Twilio gives to the first one
   */
  readonly paymentConnector?: string
}
