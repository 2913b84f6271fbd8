/**
 * @typedef {{ amount: string, currency: string, reference: string, how: string }} Bill
 */

/** Test accounts have no holder; any name will do. */
const holder = JSON.stringify({ AVSName: 'Test Caller' })

/** What each way to pay adds to a voice URL, beside the reference.
 * @type {Record<string, (bill: Bill) => Record<string, string>>} */
const ways = {
  card: ({ amount, currency }) => ({ amount, currency }),
  bank: ({ amount, currency }) => ({
    amount,
    currency,
    paymentMethod: 'ach-debit',
    parameter: holder,
  }),
  save: () => ({ tokenType: 'reusable' }),
}

/** The query of the URL that an ops team would put behind a Twilio number. @param {Bill} bill */
export function voiceQuery(bill) {
  const { reference } = bill
  const chosen = (ways[bill.how] ?? ways['card'])?.(bill)
  return new URLSearchParams({ reference, ...chosen, language: 'en-US' })
}
