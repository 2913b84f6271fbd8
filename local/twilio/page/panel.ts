import { html, type Insertable, type Markup } from './markup.ts'

/**
 * One part of the page. It is `live`: the page's script puts the next version in its place when
 * the two differ, and leaves alone what has the focus.
 */
export function panel(of: {
  readonly id: string
  readonly title: string
  readonly about: Insertable
  readonly body: Insertable
}): Markup {
  const { id, title, about, body } = of
  return html`
    <section class="panel" id="${id}" data-live aria-labelledby="${id}-title">
      <h2 id="${id}-title">${title}</h2>
      <p class="about">${about}</p>
      ${body}
    </section>`
}

/** A form that the page's script sends as JSON, and where it puts the sentence of a refusal. */
export function form(of: {
  readonly method: 'POST' | 'PUT'
  readonly path: string
  readonly body: Insertable
  readonly className?: string
  /** Sent before the fields of the form. */
  readonly fixed?: Readonly<Record<string, unknown>>
}): Markup {
  const { method, path, body, className = '', fixed = {} } = of
  return html`
    <form class="${className}" data-method="${method}" data-path="${path}"
      data-fixed="${JSON.stringify(fixed)}" autocomplete="off">
      ${body}
      <p class="refused" role="alert"></p>
    </form>`
}

/** One line for each row; a table that is wider than its panel scrolls inside of it. */
export function table(of: {
  readonly caption: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly Insertable[])[]
}): Markup {
  const { caption, headings, rows } = of
  return html`
    <div class="scroller" tabindex="0" role="region" aria-label="${caption}">
      <table>
        <thead><tr>${headings.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
        <tbody>
          ${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>`
}

/** ISO 8601, to the second, of a day that everybody knows. */
export function clock(at: string): Markup {
  return html`<time datetime="${at}">${at.slice(11, 19)}</time>`
}
