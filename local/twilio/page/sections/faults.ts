import type { FaultBook } from '../../faults/fault-book.ts'
import { faultRows } from '../../faults/rules.ts'
import { html, type Markup } from '../markup.ts'
import { form, panel } from '../panel.ts'

/** What a fault row says. */
interface ShownRow {
  readonly does: readonly string[]
  readonly narrowedBy: Readonly<Record<string, readonly string[]>>
  /** By what is done: what else has to be known, and what it may be. */
  readonly needs?: Readonly<Record<string, Readonly<Record<string, readonly Detail[]>>>>
}

type Detail = string | number

/** What each place is, in words. */
const places: Readonly<Record<string, string>> = {
  callback: 'On a payment’s callback',
  rest: 'On a REST request',
  processor: 'On a request to the processor',
  webhook: 'On a voice webhook',
}

export function faultsPanel(faults: FaultBook): Markup {
  const rules = faults.list()
  const rows: Readonly<Record<string, ShownRow>> = faultRows
  return panel({
    id: 'faults',
    title: 'Faults',
    about:
      'What shall go wrong. The first rule that fits acts, until it was used as often as told.',
    body: html`
      <div id="faults-in-force" data-live>
        ${rules.length === 0 ? html`<p class="quiet">Everything works.</p>` : inForce(rules)}
      </div>
      <div class="cards">${Object.entries(rows).map(([place, row]) => ruleForm(place, row))}</div>`,
  })
}

function inForce(rules: ReturnType<FaultBook['list']>): Markup {
  return html`
    <ol class="rules">
      ${rules.map((rule) => html`<li><code>${JSON.stringify(rule)}</code></li>`)}
    </ol>
    ${form({
      method: 'PUT',
      path: '/faults',
      fixed: { rules: [] },
      body: html`<button type="submit">Take all rules away</button>`,
    })}`
}

/** Adds its rule behind those in force. */
export function ruleForm(place: string, row: ShownRow): Markup {
  const needs = Object.entries(row.needs ?? {}).flatMap(([what, details]) =>
    Object.entries(details).map(([name, values]) => needed({ place, what, name, values })),
  )
  return html`
    <div class="card">
      <h3>${places[place] ?? place}</h3>
      ${form({
        method: 'PUT',
        path: '/faults',
        className: 'fields adds-rule',
        fixed: { on: place },
        body: html`
          <label>Do ${select('do', row.does)}</label>
          ${needs}
          ${Object.entries(row.narrowedBy).map(([name, values]) => narrowing(name, values))}
          <label>Times <input name="times" type="number" min="1" value="1" placeholder="always" />
          </label>
          <label>Milliseconds late <input name="delayMs" type="number" min="0"
            placeholder="as usual" /></label>
          <button type="submit" class="main">Add</button>`,
      })}
    </div>`
}

function needed(detail: {
  readonly place: string
  readonly what: string
  readonly name: string
  readonly values: readonly Detail[]
}): Markup {
  const { name, place, values, what } = detail
  const list = `${place}-${what}-${name}`
  const type = values.every((value) => typeof value === 'number') ? 'number' : 'text'
  return html`
    <label>${name}, to ${what} <input name="${name}" type="${type}" list="${list}" /></label>
    <datalist id="${list}">${values.map((value) => html`<option value="${value}"></option>`)}</datalist>`
}

function narrowing(name: string, values: readonly string[]): Markup {
  return html`<label>Only for ${name} ${select(name, values, 'any')}</label>`
}

function select(name: string, values: readonly string[], none?: string): Markup {
  return html`<select name="${name}">
    ${none === undefined ? undefined : html`<option value="">${none}</option>`}
    ${values.map((value) => html`<option>${value}</option>`)}
  </select>`
}
