import type { PayCode } from '../payments/pay-codes.ts'
import { isCharge, type PaymentSettings } from '../payments/settings.ts'

/**
 * A connector that is installed in the account, and what it can do. Where a row says nothing, it
 * is as able as the generic one: charges and tokens, cards and bank accounts, any currency.
 * https://www.twilio.com/docs/voice/twiml/pay/pay-connectors
 */
export interface InstalledConnector {
  readonly name: string
  readonly says: string
  readonly charges?: false
  readonly methods?: readonly PaymentSettings['method'][]
  /** None at all, when it makes no tokens. */
  readonly tokenTypes?: readonly string[]
  /** The tokens that come with a ProfileId, the processor's customer. */
  readonly profilesFor?: readonly string[]
  readonly currencies?: readonly string[]
  /** The Parameter it cannot do without. */
  readonly needs?: string
  /** It is of no use at all: the code that says why. */
  readonly broken?: PayCode
}

const usualTokens = ['one-time', 'reusable']

export const connectors: readonly InstalledConnector[] = [
  { name: 'Default', says: 'A generic connector in TEST mode: charges, tokens, cards and ACH.' },
  { name: 'Generic_Pay_Connector', says: 'The same under another name.' },
  {
    name: 'Stripe_Like',
    says: 'Cards only. Makes `payment-method` tokens too, and names a customer in ProfileId.',
    methods: ['credit-card'],
    tokenTypes: [...usualTokens, 'payment-method'],
    profilesFor: ['reusable', 'payment-method'],
  },
  { name: 'Tokens_Only', says: 'Makes no charges (64007).', charges: false },
  { name: 'Charges_Only', says: 'Makes no tokens (64005).', tokenTypes: [] },
  { name: 'Cards_Only', says: 'Takes no bank accounts (64013).', methods: ['credit-card'] },
  {
    name: 'Few_Currencies',
    says: 'Takes USD and CAD only (64011).',
    currencies: ['USD', 'CAD'],
  },
  {
    name: 'Needs_Merchant_Account',
    says: 'Needs the Parameter MerchantAccountId (64015).',
    needs: 'MerchantAccountId',
  },
  { name: 'Misconfigured', says: 'Its configuration is broken (64001).', broken: 64001 },
  { name: 'Revoked', says: 'Its authorization was withdrawn (64009).', broken: 64009 },
  { name: 'Unapproved_Live', says: 'In LIVE mode without approval (64024).', broken: 64024 },
]

export function findConnector(name: string): InstalledConnector | undefined {
  return connectors.find((connector) => connector.name === name)
}

export interface Unfit {
  readonly code: PayCode
  readonly detail: string
}

/** Why the connector cannot do what the session is for, if it cannot. */
export function unfitFor(settings: PaymentSettings): Unfit | undefined {
  const { connector: name, currency, method, parameters, tokenType } = settings
  const connector = findConnector(name)
  if (connector === undefined) return undefined
  const { broken, charges, currencies, methods, needs, tokenTypes = usualTokens } = connector
  const has = (parameter: string) => String(parameters[parameter] ?? '') !== ''
  const unfit = (code: PayCode, detail: string): Unfit => ({ code, detail })
  if (broken !== undefined) return unfit(broken, name)
  if (methods?.includes(method) === false) return unfit(64013, `${name} takes no ${method}`)
  if (currencies?.includes(currency) === false) return unfit(64011, currency)
  if (isCharge(settings)) {
    if (charges === false) return unfit(64007, name)
  } else if (tokenTypes.length === 0) return unfit(64005, name)
  else if (!tokenTypes.includes(tokenType)) return unfit(64006, `${name} has no ${tokenType}`)
  if (method === 'ach-debit' && !has('AVSName')) return unfit(64014, name)
  if (needs !== undefined && !has(needs)) return unfit(64015, needs)
  return undefined
}

/** Whether a token of this kind comes with a ProfileId. */
export function namesProfile({ connector, tokenType }: PaymentSettings): boolean {
  return findConnector(connector)?.profilesFor?.includes(tokenType) === true
}
