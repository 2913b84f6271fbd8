/** Digits that stay readable at the end of a complete number. */
const cardDigitsShown = 4
const accountDigitsShown = 2

export function maskedCard(digits: string, dashes: boolean): string {
  const plain =
    'x'.repeat(Math.max(0, digits.length - cardDigitsShown)) + digits.slice(-cardDigitsShown)
  if (!dashes) return plain
  // The documented example groups an American Express number 4-6-5.
  if (digits.length === 15) return `${plain.slice(0, 4)}-${plain.slice(4, 10)}-${plain.slice(10)}`
  return plain.replaceAll(/(.{4})(?=.)/g, '$1-')
}

export function maskedAccount(digits: string): string {
  return (
    '*'.repeat(Math.max(0, digits.length - accountDigitsShown)) + digits.slice(-accountDigitsShown)
  )
}
