import type { SimulatedAccount } from '../account.ts'
import { optionList } from './option-rows.ts'

/** What `--help` prints. */
export function helpText(): string {
  const rows = optionList.map(({ name, value, variable, says, usual }) => {
    const otherwise = usual === undefined ? variable : `${variable}, ${usual} unless set`
    return `  --${name} ${value}\n      ${says}\n      (${otherwise})`
  })
  return `npm run simulator [-- OPTIONS]

Starts a simulated Twilio on this machine: Payments, Calls, Messages, TwiML, signed webhooks, and
a payment processor with test cards. Each option has a variable, in brackets, that says the same.

${rows.join('\n')}
  --help

Ctrl-C stops it. Nothing is kept.`
}

/** What is printed when it has started. */
export function greeting(base: string, account: SimulatedAccount): string {
  return `Twilio simulator: ${base}
  page            ${base}/simulator
  REST API        ${base}/2010-04-01/Accounts/${account.accountSid}
  region          ${account.region}
  credentials     ${base}/caller/account
  phone number    ${account.phoneNumber}
  place a call    POST ${base}/caller/calls {"from":"+14155550123","voiceUrl":"…"}
  what was paid   ${base}/ledger
Ctrl-C stops it.`
}
