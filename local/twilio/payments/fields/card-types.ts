/**
 * Which number belongs to which brand, in the order to look: the narrow rules come first.
 * https://www.twilio.com/docs/voice/twiml/pay#validcardtypes
 */
export const cardTypes = [
  'visa',
  'mastercard',
  'amex',
  'discover',
  'jcb',
  'diners-club',
  'enroute',
  'maestro',
  'optima',
] as const

export type CardType = (typeof cardTypes)[number]

/** What is taken when no `ValidCardTypes` is given. */
export const usualCardTypes: readonly CardType[] = ['visa', 'mastercard', 'amex']

interface CardRow {
  readonly type: CardType
  readonly prefix: RegExp
  readonly lengths: readonly number[]
  /** An entry of this many digits ends by itself; other lengths end with # or the Timeout. */
  readonly fullAt: number
}

const span = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

const rows: readonly CardRow[] = [
  { type: 'visa', prefix: /^4/, lengths: [13, 15, 16, 19], fullAt: 16 },
  {
    type: 'mastercard',
    prefix: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
    lengths: [16],
    fullAt: 16,
  },
  { type: 'amex', prefix: /^3[47]/, lengths: [15], fullAt: 15 },
  { type: 'discover', prefix: /^(64|65|6011)/, lengths: span(16, 19), fullAt: 16 },
  { type: 'jcb', prefix: /^35(2[89]|[3-8])/, lengths: span(16, 19), fullAt: 16 },
  { type: 'diners-club', prefix: /^36/, lengths: span(14, 19), fullAt: 14 },
  // The documented list ends at 304, but the test number of Diners Club begins with 305.
  { type: 'diners-club', prefix: /^(30[0-5]|3095|38|39)/, lengths: span(16, 19), fullAt: 16 },
  { type: 'enroute', prefix: /^(2014|2149)/, lengths: [15], fullAt: 15 },
  { type: 'maestro', prefix: /^(50|56|57|58|6)/, lengths: span(12, 19), fullAt: 16 },
]

/** An unknown brand ends where most cards end, so that the caller hears of it. */
const fullWhenUnknown = 16
/** No card number is longer. https://www.iso.org/standard/70484.html (ISO/IEC 7812-1) */
const longest = 19

function rowOf(digits: string): CardRow | undefined {
  return rows.find((row) => row.prefix.test(digits))
}

export function cardTypeOf(digits: string): CardType | undefined {
  return rowOf(digits)?.type
}

export function isFullCardNumber(digits: string, waitsForLonger: boolean): boolean {
  const row = rowOf(digits)
  const fullAt = waitsForLonger ? (row?.lengths.at(-1) ?? longest) : row?.fullAt
  return digits.length >= (fullAt ?? fullWhenUnknown)
}

export function isCardNumber(digits: string): boolean {
  const row = rowOf(digits)
  return row?.lengths.includes(digits.length) === true && passesLuhn(digits)
}

export function securityCodeLength(cardType: CardType | undefined): number {
  return cardType === 'amex' ? 4 : 3
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index])
    const weighted = index % 2 === 1 ? digit * 2 : digit
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum % 10 === 0
}
