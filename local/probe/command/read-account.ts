import type { Account } from '../twilio/rest.ts'
import type { Variables } from './read-command.ts'

const usualBaseUrl = 'https://api.twilio.com'

/** Who signs in, and where; or what is missing, in a sentence. */
export function readAccount(variables: Variables): Account | string {
  const accountSid = variables.TWILIO_ACCOUNT_SID ?? ''
  if (!/^AC[0-9a-fA-F]{32}$/.test(accountSid)) {
    return 'TWILIO_ACCOUNT_SID must be AC and 32 digits of 0-9 and a-f.'
  }
  const baseUrl = (variables.TWILIO_API_BASE_URL || usualBaseUrl).replace(/\/+$/, '')
  if (!URL.canParse(baseUrl) || !isSafe(new URL(baseUrl))) {
    return 'TWILIO_API_BASE_URL must be an https URL, or one of this machine.'
  }
  const { TWILIO_API_KEY_SECRET, TWILIO_API_KEY_SID, TWILIO_AUTH_TOKEN } = variables
  if (TWILIO_API_KEY_SID && TWILIO_API_KEY_SECRET) {
    return { accountSid, user: TWILIO_API_KEY_SID, password: TWILIO_API_KEY_SECRET, baseUrl }
  }
  if (TWILIO_API_KEY_SID || TWILIO_API_KEY_SECRET) {
    return 'Set both TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET, or neither of them.'
  }
  if (TWILIO_AUTH_TOKEN)
    return { accountSid, user: accountSid, password: TWILIO_AUTH_TOKEN, baseUrl }
  return 'Set TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET, or TWILIO_AUTH_TOKEN.'
}

/** What must never be printed. */
export function secretsIn(variables: Variables): readonly string[] {
  const { TWILIO_API_KEY_SECRET, TWILIO_AUTH_TOKEN, TWILIO_HOME_AUTH_TOKEN } = variables
  return [TWILIO_API_KEY_SECRET, TWILIO_AUTH_TOKEN, TWILIO_HOME_AUTH_TOKEN].flatMap((secret) =>
    secret ? [secret] : [],
  )
}

/** Credentials go in every request: in the clear they may not leave this machine. */
function isSafe({ hostname, protocol }: URL): boolean {
  if (protocol === 'https:') return true
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
