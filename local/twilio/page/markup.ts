/** HTML that is safe to send as it is. Made by `html` alone. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Insertable = string | number | Markup | readonly Markup[] | undefined

/** What is put into the template is text, and shown as it is; only markup stays markup. */
export function html(parts: TemplateStringsArray, ...values: readonly Insertable[]): Markup {
  return new Markup(
    parts.reduce((text, part, index) => `${text}${written(values[index - 1])}${part}`),
  )
}

function written(value: Insertable): string {
  if (value === undefined) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Lists write code in backticks, as the docs do. */
export function withCode(text: string): readonly Markup[] {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))
}
