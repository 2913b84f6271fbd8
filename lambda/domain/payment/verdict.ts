/**
 * What an unsuccessful result says about the money.
 * - `declined`: the processor looked at the card and said no. Another card may work.
 * - `not-charged`: the request never became a charge; another card would not help.
 * - `not-known`: something broke between Twilio and the processor, who may have charged.
 */
export type Verdict = 'declined' | 'not-charged' | 'not-known'

/**
 * PayErrorCode to verdict. A code that is not here is `not-known`: nobody may be told "not charged"
 * on a guess. 64002 comes after time-outs, when the processor may have acted. 64008 and 64010 carry
 * whatever the last of up to six tries was answered, which may be "duplicate" of a first that was
 * charged. https://www.twilio.com/docs/api/errors/64000 (read 2026-11)
 */
const verdicts: ReadonlyMap<number, Verdict> = new Map<number, Verdict>([
  [64003, 'not-charged'],
  [64004, 'not-charged'],
  [64005, 'not-charged'],
  [64006, 'not-charged'],
  [64007, 'not-charged'],
  [64009, 'not-charged'],
  [64011, 'not-charged'],
  [64012, 'declined'],
  [64013, 'not-charged'],
  [64014, 'not-charged'],
  [64015, 'not-charged'],
  [64017, 'not-charged'],
  [64019, 'not-charged'],
  [64020, 'not-charged'],
  [64022, 'declined'],
  [64023, 'declined'],
  [64024, 'not-charged'],
])

/**
 * What Twilio says of the processor, and not of the request: in its answer to a charge such a code
 * proves as little as in a callback. https://www.twilio.com/docs/api/errors/64002 (read 2026-11)
 */
const fromProcessor: ReadonlySet<number> = new Set([64002, 64008, 64010])

export const mayHaveCharged = (twilioCode: number): boolean => fromProcessor.has(twilioCode)

/** `null` is a result without a code. */
export const verdictOf = (payErrorCode: number | null): Verdict =>
  (payErrorCode === null ? undefined : verdicts.get(payErrorCode)) ?? 'not-known'
