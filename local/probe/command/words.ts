import type { ProbeOptions } from '../assemble.ts'
import { optionList, variableRows } from './option-rows.ts'

/** What `--help` prints. */
export function helpText(): string {
  const options = optionList.map(
    ({ name, says, value }) =>
      `  --${name}${value === undefined ? '' : ` ${value}`}\n      ${says}`,
  )
  const variables = Object.entries(variableRows).map(([name, says]) => `  ${name}\n      ${says}`)
  return `npm run probe -- --call CA… [OPTIONS]

Finds out on a call in progress what Twilio's documents leave open, and says which switches of the
simulator to set. Payments are opened for 1.00 and cancelled; none is completed without
--charge-test-card.

${options.join('\n')}

Variables:
${variables.join('\n')}

Ctrl-C cancels what is open, and ends it.`
}

/** What is said before the first question: what is going to happen to the call. */
export function startingWords({ allowed, callSid, listening }: ProbeOptions): string {
  const chargeNotice = allowed.includes('charge')
    ? 'Status=complete is going to be sent, for 1.00, as "probe, do not ship". Key the cards that ' +
      'are asked for and no other, and only with a connector in test mode: on a live one a real ' +
      'card would be charged.'
    : 'Status=complete is not sent: it asks the processor, and on a live connector that is a real ' +
      'charge. --charge-test-card sends it.'
  const where = listening === undefined ? 'nowhere (no --public-url)' : listening.publicUrl
  return `Probing ${callSid}. Callbacks go to ${where}.\n${chargeNotice}`
}
