import { type CallView, viewOf } from '../../calls/call.ts'
import type { Switchboard } from '../../calls/switchboard.ts'
import type { ConfiguredNumber } from '../../front-door/caller-routes.ts'
import { testCards } from '../../processor/test-cards.ts'
import { html, type Markup } from '../markup.ts'
import { clock, form, panel } from '../panel.ts'

/** More would push everything else off the page; GET /caller/calls has all. */
const callsMax = 12

export function callingPanel(number: ConfiguredNumber): Markup {
  const { voiceUrl, statusCallbackUrl } = number
  return panel({
    id: 'calling',
    title: 'Place a call',
    about: html`A call without a voice URL is answered by a person who stays on the line: enough to
      try the Payments API alone.`,
    body: form({
      method: 'POST',
      path: '/caller/calls',
      className: 'fields',
      body: html`
        <label>From <input name="from" value="+14155550123" required inputmode="tel" /></label>
        <label>To <input name="to" value="${number.number}" required inputmode="tel" /></label>
        <label class="wide">Voice URL, where your application answers with TwiML
          <input name="voiceUrl" type="url" value="${voiceUrl ?? ''}" placeholder="none" /></label>
        <label class="wide">Told when the call has ended
          <input name="statusCallbackUrl" type="url" value="${statusCallbackUrl ?? ''}"
            placeholder="none" /></label>
        <button type="submit" class="main">Call</button>`,
    }),
  })
}

export function callsPanel(switchboard: Switchboard): Markup {
  const newest = switchboard.list().map(viewOf).reverse().slice(0, callsMax)
  return panel({
    id: 'calls',
    title: 'Calls',
    about: 'Newest first, with what the caller hears. Be the caller: press keys, or hang up.',
    body:
      newest.length === 0
        ? html`<p class="quiet">Nobody has called yet.</p>`
        : html`<ol class="calls" data-items>${newest.map(callItem)}</ol>${testKeys()}`,
  })
}

function callItem(call: CallView): Markup {
  const { callSid, from, heard, to } = call
  return html`
    <li id="${callSid}" data-live>
      <div id="${callSid}-state" data-live>
        <h3><span class="sid">${callSid}</span></h3>
        <p class="quiet">${from} → ${to}, ${call.status}. ${paymentOf(call)}</p>
      </div>
      <div class="heard" id="${callSid}-heard" data-live data-grows role="log" tabindex="0"
        aria-label="What the caller hears">
        ${heard.map(({ at, text, language }) => html`<p>${clock(at)} <span lang="${language}">${text}</span></p>`)}
      </div>
      ${call.status === 'completed' ? undefined : keysOf(callSid)}
    </li>`
}

function keysOf(callSid: string): Markup {
  const path = `/caller/calls/${callSid}`
  return html`
    <div class="keys">
      ${form({
        method: 'POST',
        path: `${path}/keys`,
        className: 'line',
        body: html`
          <label>Keys <input name="keys" required pattern="[0-9*#]+" inputmode="tel"
            title="0-9, * and #" list="test-keys" data-once /></label>
          <button type="submit" class="main">Press</button>`,
      })}
      ${form({
        method: 'POST',
        path: `${path}/hangup`,
        body: html`<button type="submit">Hang up</button>`,
      })}
    </div>`
}

function paymentOf({ payment }: CallView): Markup | undefined {
  if (payment === null) return undefined
  const { capturing, required, sid, state } = payment
  const asked = capturing === null ? '' : `, asks for ${capturing}`
  const missing = required.length === 0 ? '' : `; still required: ${required.join(', ')}`
  return html`<span class="sid">${sid}</span> is ${state}${asked}${missing}.`
}

function testKeys(): Markup {
  return html`
    <datalist id="test-keys">
      ${testCards.map(({ number, says }) => html`<option value="${number}">${says}</option>`)}
      <option value="1230">expires in December 2030</option>
      <option value="123">security code</option>
      <option value="94105#">postal code</option>
    </datalist>`
}
