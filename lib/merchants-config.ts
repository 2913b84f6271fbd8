import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { isMerchantName } from '../lambda/env.ts'
import { keysOf } from './keys-of.ts'
import { type Hint, twilioHints, twilioInputs } from './twilio-inputs.ts'

const merchant = v.strictObject({
  twilioAccountSid: twilioInputs.twilioAccountSid,
  twilioSecretName: twilioInputs.twilioSecretName,
  twilioRegion: v.exactOptional(twilioInputs.twilioRegion),
  twilioApiBaseUrl: v.exactOptional(twilioInputs.twilioApiBaseUrl),
  paymentConnector: v.exactOptional(twilioInputs.paymentConnector),
})

/** From the command line JSON, or the path of a file that holds it; from cdk.json the object. */
export const merchantsInput = v.pipe(
  v.unknown(),
  v.transform((given) => (typeof given === 'string' ? parsed(given) : given)),
  v.check((given) => isNamed(given)),
  v.record(v.string(), merchant),
)

export const merchantsHint: Hint = {
  mustBe:
    'further merchants by name (lower-case letters, digits and hyphens, not default), as JSON or ' +
    'as the path of a JSON file',
  example: 'merchants.json',
}

/** What is no JSON, or a file that cannot be read, is `null`. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.trimStart().startsWith('{') ? text : readFileSync(text, 'utf8'))
  } catch {
    return null
  }
}

const isNamed = (given: unknown): boolean =>
  typeof given === 'object' &&
  given !== null &&
  !Array.isArray(given) &&
  Object.keys(given).every(isMerchantName)

/**
 * A sentence for each wrong member of a merchant, by their paths; none if all of it is wrong.
 * Never shows what was given, nor a member's name that is not ours: it may be a credential.
 */
export function explainMerchants(issues: ReadonlyArray<v.BaseIssue<unknown>>): readonly string[] {
  const sentences = issues.flatMap(({ path = [], input }) => {
    const [, merchantName, memberName] = path.map(({ key }) => String(key))
    if (merchantName === undefined) return []
    const where = `merchants.${merchantName}`
    const member = keysOf(twilioHints).find((name) => name === memberName)
    if (member === undefined) {
      return [`${where} is malformed. It may have ${keysOf(twilioHints).join(', ')}.`]
    }
    const what = input === undefined ? 'missing' : 'malformed'
    return [`${where}.${member} is ${what}. It must be ${twilioHints[member].mustBe}.`]
  })
  return [...new Set(sentences)]
}
