import type { Switches, SwitchView } from '../../switches.ts'
import { html, type Markup, withCode } from '../markup.ts'
import { form, panel } from '../panel.ts'

export function switchesPanel(switches: Switches): Markup {
  const list = switches.list()
  const defaults = Object.fromEntries(list.map((each) => [each.name, each.default]))
  const changed = list.filter((each) => each.value !== each.default).length
  return panel({
    id: 'switches',
    title: 'Switches',
    about: html`What Twilio’s documents leave open or contradict. Your application should work
      whichever is true. ${changed === 0 ? 'All stand at their default.' : `${changed} changed.`}`,
    body: html`
      ${form({
        method: 'PUT',
        path: '/switches',
        fixed: defaults,
        body: html`<button type="submit">All back to their defaults</button>`,
      })}
      <div class="cards">${list.map(switchForm)}</div>`,
  })
}

/** Set as soon as it is chosen. */
function switchForm(one: SwitchView): Markup {
  const { name, question, effect, values } = one
  return html`
    <div class="card" id="switch-${name}" data-live ${changedMark(one)}>
      ${form({
        method: 'PUT',
        path: '/switches',
        className: 'sets-at-once',
        body: html`
          <fieldset aria-describedby="effect-${name}">
            <legend>${question}</legend>
            <p class="choices">${values.map((value) => choice(one, value))}</p>
          </fieldset>`,
      })}
      <p class="quiet" id="effect-${name}"><code>${name}</code><br />${withCode(effect)}</p>
    </div>`
}

function choice(one: SwitchView, value: string): Markup {
  const chosen = value === one.value ? html`checked` : undefined
  const usual = value === one.default ? html` <small>default</small>` : undefined
  return html`<label><input type="radio" name="${one.name}" value="${value}" ${chosen} />
    <span>${value}${usual}</span></label>`
}

function changedMark(one: SwitchView): Markup | undefined {
  return one.value === one.default ? undefined : html`data-changed`
}
