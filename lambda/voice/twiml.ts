/** TwiML as text. https://www.twilio.com/docs/voice/twiml */

export const response = (...verbs: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs.join('')}</Response>`

export const say = (text: string, language: string): string =>
  element('Say', { attributes: { language }, content: escaped(text) })

export const pause = (lengthSeconds: number): string =>
  element('Pause', { attributes: { length: String(lengthSeconds) } })

export const redirect = (url: string): string =>
  element('Redirect', { attributes: { method: 'POST' }, content: escaped(url) })

export const hangup = (): string => element('Hangup', {})

/** One key, pressed during the prompt or within the time-out; silence comes back too. */
export const gatherKey = (menu: {
  readonly action: string
  readonly timeoutSeconds: number
  /** Whether silence asks the action URL as well, or goes on with the next verb. */
  readonly silenceActs: boolean
  readonly prompt: string
}): string =>
  element('Gather', {
    attributes: {
      input: 'dtmf',
      numDigits: '1',
      timeout: String(menu.timeoutSeconds),
      actionOnEmptyResult: String(menu.silenceActs),
      method: 'POST',
      action: menu.action,
    },
    content: menu.prompt,
  })

interface ElementParts {
  readonly attributes?: Readonly<Record<string, string>>
  /** Already escaped. */
  readonly content?: string
}

function element(name: string, { attributes = {}, content = '' }: ElementParts): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('')
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/**
 * What XML has no way to write, such as a NUL that a processor put into its code, is left out:
 * with it, Twilio would take nothing of the document. https://www.w3.org/TR/xml/#charsets
 */
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Most text: nothing in it has to be escaped or left out. */
const plain = /^[\w .,:;/?!()#=+-]*$/

const escaped = (text: string): string =>
  plain.test(text)
    ? text
    : text.replace(notXml, '').replace(/[&<>"']/g, (character) => entities[character] ?? '')
