import type { Connector } from '../../connector/connector.ts'
import { html, type Markup } from '../markup.ts'
import { clock, form, panel, table } from '../panel.ts'

/** More would push everything else off the page; GET /connector/requests has all. */
const rowsMax = 30

export function connectorPanel(connector: Connector): Markup {
  const { endpoint } = connector
  return panel({
    id: 'connector',
    title: 'Payment connector',
    about: html`Have charges posted to a payment endpoint of yours, as a Generic Pay Connector posts
      them. Without one, the built-in processor decides. Only Twilio’s own test cards are posted.`,
    body: html`
      ${form({
        method: 'PUT',
        path: '/connector',
        className: 'fields',
        // What is left empty is taken away.
        fixed: { url: null, username: null, password: null },
        body: html`
          <label class="wide">URL
            <input name="url" type="url" value="${endpoint?.url ?? ''}"
              placeholder="none: the built-in processor" /></label>
          <label>Username <input name="username" value="${endpoint?.username ?? ''}" /></label>
          <label>Password <input name="password" type="password" autocomplete="off"
            placeholder="never shown again" /></label>
          <button type="submit" class="main">Install</button>`,
      })}
      <div id="connector-requests" data-live>${requestsOf(connector)}</div>`,
  })
}

function requestsOf(connector: Connector): Markup {
  const rows = [...connector.requests()].reverse().slice(0, rowsMax)
  if (rows.length === 0) return html`<p class="quiet">Nothing was posted.</p>`
  return table({
    caption: 'Requests to the payment endpoint',
    headings: ['At', 'What', 'Try', 'Answer', 'Id', 'Transaction'],
    rows: rows.map((request) => [
      clock(request.at),
      request.method,
      request.try,
      request.error ?? `${request.status} ${request.answer}`,
      html`<span class="number">${request.id ?? ''}</span>`,
      html`<span class="sid">${request.transactionId}</span>`,
    ]),
  })
}
