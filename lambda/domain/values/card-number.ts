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

/**
 * How the cards that Twilio takes begin, and how long they are; digits of any other kind are more
 * likely somebody's order number. https://www.twilio.com/docs/voice/twiml/pay (read 2026-11)
 */
const issued =
  /^(4\d{12}(\d{3}){0,2}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(0[0-5]|[689]\d)\d{11,16}|35\d{14,17}|6\d{11,18}|5[0678]\d{10,17})$/

/** By the Luhn formula: every second digit from the right counts double. */
function isCardNumber(run: string): boolean {
  const number = run.replaceAll(/\D/g, '')
  if (!issued.test(number)) return false
  const digits = [...number].reverse().map(Number)
  const sum = digits.reduce((total, digit, place) => {
    const value = place % 2 === 1 ? digit * 2 : digit
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
