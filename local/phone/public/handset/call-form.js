import { byId } from '../page/element.js'

/** @typedef {import('../wire/gateway.js').Bill} Bill */

/** What the caller is to pay, and the button that calls. @param {(bill: Bill) => void} onCall */
export function bindCallForm(onCall) {
  const form = byId('call-form', HTMLFormElement)
  const amount = byId('amount', HTMLInputElement)
  const currency = byId('currency', HTMLSelectElement)
  const reference = byId('reference', HTMLInputElement)
  const how = byId('how', HTMLSelectElement)
  const price = byId('price', HTMLElement)

  // A token has no price.
  how.addEventListener('change', () => {
    price.hidden = how.value === 'save'
    amount.disabled = price.hidden
  })

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    onCall({
      amount: amount.value.trim(),
      currency: currency.value,
      reference: reference.value.trim(),
      how: how.value,
    })
  })
  return { focus: () => amount.focus() }
}
