/**
 * Card numbers must not come in where words are expected: an integrator may type one into a
 * reference, a processor may send one back. ISO/IEC 7812: up to 19 digits, the last a check digit.
 */
const digitRuns = /\d(?:[ -]?\d){11,18}/g

export const hasCardNumber = (text: string): boolean =>
  [...text.matchAll(digitRuns)].some(([run]) => isCardNumber(run))

/** The text with nothing left of a card number but its last four digits. */
export const withoutCardNumber = (text: string): string =>
  text.replaceAll(digitRuns, (run) => (isCardNumber(run) ? `…${run.slice(-4)}` : run))

/** By the Luhn formula: every second digit from the right counts double. */
function isCardNumber(run: string): boolean {
  const digits = [...run.replaceAll(/\D/g, '')].reverse().map(Number)
  const sum = digits.reduce((total, digit, place) => {
    const value = place % 2 === 1 ? digit * 2 : digit
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
