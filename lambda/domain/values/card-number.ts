/**
 * Card numbers must not come in where words are expected: an integrator may type one into a
 * reference, a processor may send one back. ISO/IEC 7812: up to 19 digits, the last a check digit.
 */
export const hasCardNumber = (text: string): boolean => cardNumbersIn(text).length > 0

/** The text with nothing left of a card number but its last four digits. */
export function withoutCardNumber(text: string): string {
  let kept = ''
  let at = 0
  for (const { start, end, digits } of cardNumbersIn(text)) {
    kept += `${text.slice(at, start)}…${digits.slice(-4)}`
    at = end
  }
  return kept + text.slice(at)
}

const DIGITS_MAX = 19

/**
 * Digits of any script, as they may be written: in groups, with up to two signs or spaces between
 * them. A letter ends a number.
 */
const digitRuns = /\p{Nd}(?:[^\p{L}\p{Nd}]{0,2}\p{Nd})*/gu

interface Found {
  readonly start: number
  readonly end: number
  readonly digits: string
}

const cardNumbersIn = (text: string): readonly Found[] =>
  [...text.matchAll(digitRuns)].flatMap((run) => {
    const groups = [...run[0].matchAll(/\p{Nd}+/gu)].map(({ 0: group, index }) => {
      const start = run.index + index
      return { start, end: start + group.length, digits: inAscii(group) }
    })
    return cardNumbersOf(groups)
  })

/**
 * Of whole groups that follow each other: what stands beside a card number, such as the number of
 * an invoice, must not hide it.
 */
function cardNumbersOf(groups: readonly Found[]): readonly Found[] {
  const found: Found[] = []
  let from = 0
  while (from < groups.length) {
    const length = cardNumberAt(groups, from)
    const card = groups.slice(from, from + length)
    const [first, last] = [card.at(0), card.at(-1)]
    if (first !== undefined && last !== undefined) {
      found.push({ start: first.start, end: last.end, digits: digitsOf(card) })
    }
    from += Math.max(length, 1)
  }
  return found
}

/** How many groups, from this one on, make a card number: the most that do, or none. */
function cardNumberAt(groups: readonly Found[], from: number): number {
  let length = 0
  let digits = ''
  for (const [place, group] of groups.slice(from, from + DIGITS_MAX).entries()) {
    digits += group.digits
    if (digits.length > DIGITS_MAX) break
    if (isCardNumber(digits)) length = place + 1
  }
  return length
}

const digitsOf = (groups: readonly Found[]): string => groups.map(({ digits }) => digits).join('')

/** `٤` is 4: the digits of every script stand in tens, from zero to nine. */
function inAscii(digits: string): string {
  return digits.replace(/[^0-9]/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0
    let zero = point
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
    return String((point - zero) % 10)
  })
}

/**
 * How the cards that Twilio takes begin, and how long they are; digits of any other kind are more
 * likely somebody's order number. https://www.twilio.com/docs/voice/twiml/pay (read 2026-11)
 */
const issued =
  /^(4\d{12}(\d{3}){0,2}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(0[0-5]|[689]\d)\d{11,16}|35\d{14,17}|6\d{11,18}|5[0678]\d{10,17})$/

/** By the Luhn formula: every second digit from the right counts double. */
function isCardNumber(number: string): boolean {
  if (!issued.test(number)) return false
  const digits = [...number].reverse().map(Number)
  const sum = digits.reduce((total, digit, place) => {
    const value = place % 2 === 1 ? digit * 2 : digit
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
