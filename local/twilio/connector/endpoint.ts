import { isAbsoluteUrl } from '../rest/parameters/checks.ts'

/** Where a Generic Pay Connector posts to, and as whom: what one types into Twilio's console. */
export interface ConnectorEndpoint {
  readonly url: string
  readonly username: string
  readonly password: string
}

/** The endpoint, or a sentence that says what is wrong with it. */
export function parseEndpoint(given: {
  readonly url: string
  readonly username?: string | undefined
  readonly password?: string | undefined
}): ConnectorEndpoint | string {
  const { url, username = '', password = '' } = given
  if (!isAbsoluteUrl(url)) return 'The URL of the connector must be absolute, with http or https.'
  const parsed = new URL(url)
  if (parsed.username !== '' || parsed.password !== '') {
    return 'The URL of the connector must carry no credentials: give username and password apart.'
  }
  // Basic authentication could not tell where the name ends. https://www.rfc-editor.org/rfc/rfc7617
  if (username.includes(':')) return 'The username of the connector must have no colon.'
  return { url, username, password }
}

export function authorizationOf({ username, password }: ConnectorEndpoint): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
