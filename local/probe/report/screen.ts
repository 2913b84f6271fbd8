/** Where words go. Nothing gets here but through `screenTo`, which takes secrets out. */
export interface Screen {
  line(text: string): void
  /** Stands on the last line until the next text comes. */
  fleeting(text: string): void
}

export interface Words {
  readonly write: (text: string) => void
  /** Whether a line can be written over. */
  readonly isTerminal: boolean
  /** Tokens and keys that must not be seen. */
  readonly secrets: readonly string[]
}

/** Goes back to the first column and clears the line. */
const over = '\r\u001B[K'

export function screenTo({ isTerminal, secrets, write }: Words): Screen {
  let last = ''
  const cleared = () => (isTerminal && last !== '' ? over : '')
  return {
    line(text) {
      write(`${cleared()}${withoutSecrets(text, secrets)}\n`)
      last = ''
    },
    fleeting(text) {
      if (!isTerminal) return
      write(`${cleared()}${withoutSecrets(text, secrets)}`)
      last = text
    },
  }
}

/** As many digits in a row as a card may have, unless they are a piece of a SID. */
const cardNumber = /(?<![0-9A-Za-z])\d{12,19}(?![0-9A-Za-z])/g

export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const hidden = secrets
    .filter((secret) => secret !== '')
    .reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), text)
  return hidden.replace(cardNumber, (digits) => 'x'.repeat(digits.length - 4) + digits.slice(-4))
}
