import { needRows } from '../needs.ts'

interface OptionRow {
  /** What is to be typed behind the flag; nothing for one that stands alone. */
  readonly value?: string
  readonly says: string
}

/** Everything that `npm run probe` can be told. The help and the docs are made of this. */
export const optionRows = {
  call: { value: 'CA…', says: 'The call to try things on. It has to be in progress.' },
  simulator: {
    says: 'Starts a simulator, places a call on it, and probes that, keys and all.',
  },
  'public-url': {
    value: 'URL',
    says: `${needRows.callbacks.says} The https URL of a tunnel to --listen.`,
  },
  listen: { value: 'PORT', says: 'Where callbacks are received on this machine; 3002 unless set.' },
  'with-keys': { says: `${needRows.keys.says} The program says which.` },
  'with-new-twiml': { says: needRows.twiml.says },
  'with-hang-up': { says: `${needRows['hang-up'].says} The call is over then.` },
  'charge-test-card': {
    says: `${needRows.charge.says} For test cards of a connector in test mode only.`,
  },
  connector: { value: 'NAME', says: 'The PaymentConnector; Default unless set.' },
  only: { value: 'NAME,…', says: 'Tries these switches, and no others.' },
  json: { says: 'Prints the result as JSON.' },
  help: { says: 'Prints this.' },
} as const satisfies Record<string, OptionRow>

/** The rows in their order, for whoever shows them. */
export const optionList: readonly (OptionRow & { readonly name: string })[] = Object.entries(
  optionRows,
).map(([name, row]) => ({ name, ...row }))

/** What is read of the environment: a command line can be seen by others. */
export const variableRows = {
  TWILIO_ACCOUNT_SID: 'The account that the call belongs to.',
  TWILIO_API_KEY_SID: 'An API key of that account, and',
  TWILIO_API_KEY_SECRET: 'its secret. Without them, the auth token is used.',
  TWILIO_AUTH_TOKEN: 'Checks the signatures of callbacks, and tells which token signs.',
  TWILIO_HOME_AUTH_TOKEN: 'Optional: that of the home region or of the parent account.',
  TWILIO_API_BASE_URL: 'Optional: another region, or a simulator. https://api.twilio.com else.',
} as const

export type VariableName = keyof typeof variableRows
