import { byId, make, write } from '../page/element.js'
import { clockTime } from '../page/wording.js'

/**
 * @typedef {{ transactionId: string, method: string, amount: string, currency: string,
 *   description: string, callSid: string, at: string | number }} LedgerEntry
 */

/** More would push everything else off the page; the ledger itself keeps all. */
const rowsMax = 30

/** What the processor did, newest first, this call's entries marked. */
export function createLedgerPanel() {
  const list = byId('ledger', HTMLElement)
  const verdict = byId('ledger-verdict', HTMLElement)
  let shown = ''

  return {
    /** @param {LedgerEntry[]} entries oldest first @param {string} callSid */
    show(entries, callSid) {
      const state = JSON.stringify([entries, callSid])
      if (state === shown) return
      shown = state
      const ours = entries.filter((entry) => entry.callSid === callSid)
      write(verdict, callSid === '' ? everCharged(entries) : chargedOnCall(ours))
      const newest = entries.slice(-rowsMax).reverse()
      list.replaceChildren(...newest.map((entry) => row(entry, ours.includes(entry))))
    },
  }
}

/** @param {LedgerEntry[]} entries */
function everCharged(entries) {
  return entries.length === 0 ? 'Nothing has been charged yet.' : ''
}

/** @param {LedgerEntry[]} ours */
function chargedOnCall(ours) {
  if (ours.length === 0) return 'On this call: nothing charged.'
  const sums = ours.map((entry) => `${entry.currency} ${entry.amount}`)
  const count = ours.length === 1 ? 'one entry' : `${ours.length} entries`
  return `On this call: ${count}, ${sums.join(' + ')}.`
}

/** @param {LedgerEntry} entry @param {boolean} isOurs */
function row(entry, isOurs) {
  const line = make(
    'li',
    'entry',
    make('span', 'method', entry.method),
    make('span', 'price', `${entry.currency} ${entry.amount}`),
    make('time', '', clockTime(entry.at)),
    make('span', 'description', entry.description ?? ''),
    make('span', 'transaction', entry.transactionId),
  )
  if (isOurs) line.dataset['ours'] = 'true'
  return line
}
