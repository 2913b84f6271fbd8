/**
 * Twilio signs names and values as one text, which does not say where any of them ends. Whoever has
 * got hold of a signed callback can hide a parameter in what stands before it, and the signature
 * still holds: "a key was pressed" with the word for it hidden reads as "done".
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security (read 2026-11)
 */

type Parameters = ReadonlyMap<string, string>

/** What makes a callback mean something else when it is missing, as it looks in other text. */
const marks: Readonly<Record<string, RegExp>> = {
  Capture: /Capture(payment|expiration|security|postal|bank)-/,
  ErrorType: /ErrorType/,
  PartialResult: /PartialResult/,
  PayErrorCode: /PayErrorCode/,
  Required: /Required[A-Za-z]/,
}

/** Their values are small letters, digits and hyphens: a capital begins the name of another. */
const plain = ['Capture', 'ErrorType', 'PartialResult', 'PayErrorCode'] as const

/** Whether the parameters cannot be those that Twilio sent, though the signature holds. */
export function isCutAnew(parameters: Parameters): boolean {
  const texts = [...parameters].flat()
  const isHidden = ([name, mark]: readonly [string, RegExp]) =>
    !parameters.has(name) && texts.some((text) => mark.test(text))
  return (
    Object.entries(marks).some(isHidden) ||
    plain.some((name) => /[A-Z]/.test(parameters.get(name) ?? ''))
  )
}
