import * as v from 'valibot'
import { regionNames } from '../lambda/env.ts'

const urlWithoutTrailingSlash = /^https?:\/\/[^\s?#]*[^\s?#/]$/

/** What a deployment is told of a merchant: the first one, and each of the others. */
export const twilioInputs = {
  twilioAccountSid: v.pipe(v.string(), v.regex(/^AC[0-9a-fA-F]{32}$/)),
  twilioSecretName: v.pipe(v.string(), v.regex(/^[\w/+=.@-]{1,512}$/)),
  twilioRegion: v.picklist(regionNames),
  twilioApiBaseUrl: v.pipe(v.string(), v.regex(urlWithoutTrailingSlash)),
  paymentConnector: v.pipe(v.string(), v.regex(/^\S+$/)),
} as const

export type TwilioInput = keyof typeof twilioInputs

export interface Hint {
  readonly mustBe: string
  readonly example: string
}

export const twilioHints: Readonly<Record<TwilioInput, Hint>> = {
  twilioAccountSid: {
    mustBe: 'the SID of your Twilio account, AC and 32 hexadecimal digits',
    example: 'AC0123456789abcdef0123456789abcdef',
  },
  twilioSecretName: {
    mustBe: 'the name (not the ARN) of the secret in Secrets Manager that holds its credentials',
    example: 'ivr-payment-flow/twilio',
  },
  twilioRegion: { mustBe: `one of ${regionNames.join(', ')}`, example: 'ie1' },
  twilioApiBaseUrl: {
    mustBe: 'a URL without a trailing slash',
    example: 'https://api.dublin.ie1.twilio.com',
  },
  paymentConnector: {
    mustBe: 'the unique name of a Pay Connector, without spaces',
    example: 'Default',
  },
}
