/** @typedef {import('../panels/test-cards.js').TestCard} TestCard */

/**
 * What to key for a field. `#` ends a field whose length the listener cannot know.
 * @param {string} field @param {TestCard | undefined} card @returns {string} empty: no idea
 */
export function testKeysFor(field, card) {
  switch (field.replace(/-matcher$/, '')) {
    case 'payment-card-number':
      return card?.number ?? ''
    case 'expiration-date':
      return card?.expirationDate ?? ''
    case 'security-code':
      return card?.securityCode ?? ''
    case 'postal-code':
      return `${card?.postalCode ?? ''}#`
    case 'bank-routing-number':
      return '121181976'
    case 'bank-account-number':
      return '123456789#'
    default:
      return ''
  }
}

/** December of the year after next: valid whenever this is read. */
export function someExpirationDate() {
  return `12${String((new Date().getFullYear() + 2) % 100).padStart(2, '0')}`
}
