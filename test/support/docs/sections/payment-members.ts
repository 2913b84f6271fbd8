import { createOptions } from '../../../../lambda/domain/payment/create-options.ts'
import { musts } from '../../../../lambda/http/client/payment-fields.ts'
import { keysOf } from '../../../../lib/keys-of.ts'
import { capitalised, code, table } from '../markdown.ts'

/** Twilio's name for a member that is not an option of the same name; `—` is ours alone. */
const twilioNames: Readonly<Record<keyof typeof musts, string>> = {
  mode: '—',
  callSid: 'the path',
  amount: '`ChargeAmount`',
  currency: '`Currency`',
  reference: '`Description`',
  description: '`Description`, after the reference',
  language: '—',
  returnUrl: '—',
  securityCode: '`SecurityCode`',
  postalCode: '`PostalCode`',
  requireMatchingInputs: '`RequireMatchingInputs`',
  paymentConnector: '`PaymentConnector`',
  merchant: '—',
}

/** Every member of a payment, what it must be, and what Twilio calls it. */
export function paymentMembersTable(): string {
  const plain = keysOf(musts).map((name) => [code(name), rule(musts[name]), twilioNames[name]])
  const options = keysOf(createOptions).map((name) => [
    code(name),
    rule(createOptions[name].must),
    code(createOptions[name].parameter),
  ])
  return table(['Member', 'Must', 'At Twilio'], [...plain, ...options])
}

const rule = (must: string): string => capitalised(must)
