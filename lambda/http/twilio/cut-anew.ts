/**
 * Twilio signs names and values as one text, which does not say where any of them ends. Whoever has
 * got hold of a signed callback can hide a parameter in what stands before it, and the signature
 * still holds: "a key was pressed" with the word for it hidden reads as "done".
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security (read 2026-11)
 */

type Parameters = ReadonlyMap<string, string>

/** What makes a callback mean something else when it is missing, as it looks in other text. */
const marks: ReadonlyArray<readonly [name: string, looksLike: RegExp]> = [
  ['Capture', /Capture(payment|expiration|security|postal|bank)-/],
  ['ErrorType', /ErrorType/],
  ['PartialResult', /PartialResult/],
  ['PayErrorCode', /PayErrorCode\d/],
  ['Required', /Required[A-Za-z]/],
]

/**
 * With a result, only the code says more; and no verdict must be lost because a processor's own
 * words look like the name of something.
 */
const marksOfResult = marks.filter(([name]) => name === 'PayErrorCode')

/** Their values are words of small letters, digits and hyphens. */
const plain = ['Capture', 'ErrorType', 'PartialResult', 'PayErrorCode', 'Result'] as const

/**
 * The name of another parameter brings a capital into the middle of a word, or it is one of the few
 * of a single word. `False` or `None` would be odd, and yet whole.
 */
const anotherName = /[a-z\d][A-Z]|^(Capture|Required|Result|Sid)/

/** Whether the parameters cannot be those that Twilio sent, though the signature holds. */
export function isCutAnew(parameters: Parameters): boolean {
  const result = parameters.get('Result') ?? ''
  // A charge was made, whatever the rest looks like, and that must not be lost.
  if (result === 'success') return false
  if (plain.some((name) => anotherName.test(parameters.get(name) ?? ''))) return true
  const isResult = result !== ''
  const looked = (isResult ? marksOfResult : marks).filter(([name]) => !parameters.has(name))
  if (looked.length === 0) return false
  const texts = [...parameters].flat()
  return looked.some(([, mark]) => texts.some((text) => mark.test(text)))
}
