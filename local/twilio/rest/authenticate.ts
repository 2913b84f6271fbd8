import type { SimulatedAccount } from '../account.ts'

/**
 * Basic authentication with the API key, or with the account's SID and Auth Token.
 * https://www.twilio.com/docs/iam/api-keys
 */
export function isAuthenticated(header: string | undefined, account: SimulatedAccount): boolean {
  const encoded = /^basic +(.+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return false
  const pair = Buffer.from(encoded, 'base64').toString('utf8')
  return (
    pair === `${account.apiKeySid}:${account.apiKeySecret}` ||
    pair === `${account.accountSid}:${account.authToken}`
  )
}
