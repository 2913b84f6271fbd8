import { byId, make } from '../page/element.js'
import { clockTime, pathOf } from '../page/wording.js'
import { factList } from './fact-list.js'
import { callbackWords, webhookWords } from './request-words.js'

/**
 * @typedef {import('../wire/call-events.js').TwilioRequest} TwilioRequest
 * @typedef {'callback' | 'voice'} RequestKind
 */

/** A long call must not fill the page's memory. */
const rowsMax = 200

/** What Twilio sends to the payment flow, newest first; repetitions are counted, not listed. */
export function createRequestPanel() {
  const list = byId('requests', HTMLElement)
  const empty = byId('requests-empty', HTMLElement)
  let lastGroup = ''
  let repetitions = 1

  /** @param {RequestKind} kind @param {TwilioRequest} request */
  function add(kind, request) {
    const path = pathOf(request.url)
    const parameters = request.parameters ?? {}
    const words = kind === 'callback' ? callbackWords(parameters) : webhookWords(path)
    const group = words.group === '' ? '' : `${words.group} ${request.status}`
    const isRepetition = group !== '' && group === lastGroup
    const wasOpen = isRepetition && list.querySelector('details')?.open === true
    repetitions = isRepetition ? repetitions + 1 : 1
    lastGroup = group

    const row = rowOf({ kind, request, path, headline: words.headline })
    row.dataset['mood'] = isAccepted(request.status) ? words.mood : 'bad'
    if (repetitions > 1) row.querySelector('.headline')?.append(times(repetitions))
    if (isRepetition) list.firstElementChild?.remove()
    list.prepend(row)
    const details = row.querySelector('details')
    if (details !== null) details.open = wasOpen
    if (list.childElementCount > rowsMax) list.lastElementChild?.remove()
    empty.hidden = true
  }

  return {
    add,
    clear() {
      lastGroup = ''
      list.replaceChildren()
      empty.hidden = false
    },
  }
}

/** @param {number} count */
function times(count) {
  return make('span', 'times', ` × ${count}`)
}

/** @param {{ kind: RequestKind, request: TwilioRequest, path: string, headline: string }} row */
function rowOf({ kind, request, path, headline }) {
  const answer = request.status > 0 ? String(request.status) : 'no answer'
  const status = make('span', 'answer', answer)
  status.dataset['accepted'] = String(isAccepted(request.status))
  const summary = make(
    'summary',
    '',
    make('span', 'kind', kind),
    make('span', 'headline', headline),
    status,
    make('time', '', clockTime(request.at)),
  )
  const address = make('p', 'address', path)
  const facts = factList(request.parameters ?? {}, (name) => name)
  return make('li', 'request', make('details', '', summary, address, facts))
}

/** @param {number} status */
function isAccepted(status) {
  return status >= 200 && status < 300
}
