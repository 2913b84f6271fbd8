import { someExpirationDate } from '../handset/test-keys.js'

/**
 * @typedef {{ number: string, brand: string, outcome: string, does: string,
 *   expirationDate: string, securityCode: string, postalCode: string }} TestCard
 */

/** The cards the simulated processor knows. Whatever is not given gets a value that is accepted.
 * @param {any} account @returns {TestCard[]} */
export function testCardsOf(account) {
  /** @type {any[]} */
  const given = Array.isArray(account?.testCards) ? account.testCards : []
  return outcomesFirst(given.filter((card) => /^\d{8,19}$/.test(card?.number)).map(testCard))
}

/** One card of each outcome, then the others: the list is long, and most of it is brands.
 * @param {TestCard[]} cards */
function outcomesFirst(cards) {
  const isFirst = (/** @type {TestCard} */ card) =>
    cards.find((other) => other.outcome === card.outcome) === card
  return [...cards.filter(isFirst), ...cards.filter((card) => !isFirst(card))]
}

/** @param {any} card @returns {TestCard} */
function testCard(card) {
  const brand = String(card.brand ?? card.cardType ?? 'card')
  const outcome = String(card.outcome ?? '')
  return {
    number: card.number,
    brand,
    outcome,
    does: String(card.says ?? outcome),
    expirationDate: String(card.expirationDate ?? someExpirationDate()),
    securityCode: String(card.securityCode ?? (brand === 'amex' ? '1234' : '123')),
    postalCode: String(card.postalCode ?? '94103'),
  }
}

/** In the groups printed on a card: amex 4-6-5, all others by four. @param {string} number */
export function grouped(number) {
  const groups = number.length === 15 ? /^(\d{4})(\d{6})(\d{5})$/ : null
  return groups ? number.replace(groups, '$1 $2 $3') : number.replace(/(\d{4})(?=\d)/g, '$1 ')
}
