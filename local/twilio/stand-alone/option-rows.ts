import { defaultAccount } from '../account.ts'
import { isAbsoluteUrl, isPhoneNumber } from '../rest/parameters/checks.ts'

/** One thing that can be set when the simulator is started alone. */
interface OptionRow {
  /** The variable that is read where the flag is not given. */
  readonly variable: string
  /** What is to be typed behind the flag. */
  readonly value: string
  readonly says: string
  /** Without one it is not set. */
  readonly usual?: string
  /** Completes the sentence "… must be". */
  readonly must: string
  readonly fits: (value: string) => boolean
}

/** What TCP has room for. */
const isPort = (value: string) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535

const sidRow = (prefix: 'AC' | 'SK') => ({
  value: `${prefix}…`,
  must: `${prefix} and 32 digits of 0-9 and a-f`,
  fits: (value: string) => new RegExp(`^${prefix}[0-9a-f]{32}$`).test(value),
})

const textRow = { value: 'TEXT', must: 'a text', fits: (value: string) => value !== '' }

const urlRow = { value: 'URL', must: 'an absolute http or https URL', fits: isAbsoluteUrl }

/** Everything that `npm run simulator` can be told. The help and the docs are made of this. */
export const optionRows = {
  port: {
    variable: 'SIMULATOR_PORT',
    value: 'PORT',
    says: 'Where it listens; 0 takes any free port.',
    // Next to the gateway's 3000.
    usual: '3001',
    must: 'a port number from 0 to 65535',
    fits: isPort,
  },
  'account-sid': {
    ...sidRow('AC'),
    variable: 'SIMULATOR_ACCOUNT_SID',
    says: 'The SID of the one account.',
    usual: defaultAccount.accountSid,
  },
  'auth-token': {
    ...textRow,
    variable: 'SIMULATOR_AUTH_TOKEN',
    says: 'Its auth token, which also signs what is sent to your application.',
    usual: defaultAccount.authToken,
  },
  'api-key-sid': {
    ...sidRow('SK'),
    variable: 'SIMULATOR_API_KEY_SID',
    says: 'The SID of its API key.',
    usual: defaultAccount.apiKeySid,
  },
  'api-key-secret': {
    ...textRow,
    variable: 'SIMULATOR_API_KEY_SECRET',
    says: 'The secret of its API key.',
    usual: defaultAccount.apiKeySecret,
  },
  'phone-number': {
    variable: 'SIMULATOR_PHONE_NUMBER',
    value: 'NUMBER',
    says: 'The number of the account.',
    usual: defaultAccount.phoneNumber,
    must: 'a phone number in E.164, such as +12025550142',
    fits: isPhoneNumber,
  },
  'voice-url': {
    ...urlRow,
    variable: 'SIMULATOR_VOICE_URL',
    says: 'What a call to the number is answered with; without it, a person answers.',
  },
  'status-callback-url': {
    ...urlRow,
    variable: 'SIMULATOR_STATUS_CALLBACK_URL',
    says: 'Told when a call to the number has ended.',
  },
  'connector-url': {
    ...urlRow,
    variable: 'SIMULATOR_CONNECTOR_URL',
    says: 'The payment endpoint that charges are posted to, as by a Generic Pay Connector.',
  },
  'connector-username': {
    ...textRow,
    variable: 'SIMULATOR_CONNECTOR_USERNAME',
    says: 'For Basic authentication at that endpoint.',
  },
  'connector-password': {
    ...textRow,
    variable: 'SIMULATOR_CONNECTOR_PASSWORD',
    says: 'The same; better as a variable, since others on this machine can read a command line.',
  },
  region: {
    variable: 'SIMULATOR_REGION',
    value: 'REGION',
    says: 'Only named in answers. A second region is a second simulator with other credentials.',
    usual: defaultAccount.region,
    must: 'the name of a region, such as us1 or ie1',
    fits: (value: string) => /^[a-z]{2}\d$/.test(value),
  },
} as const satisfies Record<string, OptionRow>

export type OptionName = keyof typeof optionRows

/** The rows in their order, for whoever shows them. */
export const optionList: readonly (OptionRow & { readonly name: string })[] = Object.entries(
  optionRows,
).map(([name, row]) => ({ name, ...row }))
