import { createHmac } from 'node:crypto'

/** Names and values in the order they are sent. */
export type Parameters = Readonly<Record<string, string>>

/**
 * What Twilio puts into X-Twilio-Signature: the URL, then each parameter's name and value in
 * byte order of the names, signed with the Auth Token.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function signatureOf(request: {
  readonly authToken: string
  readonly url: string
  readonly parameters: Parameters
}): string {
  const names = Object.keys(request.parameters).sort((a, b) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  )
  const text = names.reduce(
    (text, name) => text + name + (request.parameters[name] ?? ''),
    signedUrl(request.url),
  )
  return createHmac('sha1', request.authToken).update(text, 'utf8').digest('base64')
}

/** Worked on as text: parsing and printing a URL may change it, and the signature with it. */
export function signedUrl(url: string): string {
  const withoutFragment = url.replace(/#.*$/s, '')
  const parts = /^(https?):\/\/([^/?]*)(.*)$/is.exec(withoutFragment)
  if (parts === null) return withoutFragment
  const [, scheme = '', authority = '', rest = ''] = parts
  const host = authority.replace(/^.*@/, '')
  // Over HTTPS the port is left out, over HTTP it stays; credentials never count.
  const signedHost = scheme.toLowerCase() === 'https' ? host.replace(/:\d+$/, '') : host
  return `${scheme}://${signedHost}${rest}`
}
