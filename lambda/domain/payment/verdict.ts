/**
 * What an unsuccessful result says about the money.
 * - `declined`: the processor looked at the card and said no. Another card may work.
 * - `not-charged`: the request never became a charge; another card would not help.
 * - `not-known`: something broke between Twilio and the processor, who may have charged.
 */
export type Verdict = 'declined' | 'not-charged' | 'not-known'

/**
 * PayErrorCode to verdict. A code that is not here is `not-known`: nobody may be told "not charged"
 * on a guess. 64002 and malformed answers (64008 without the processor's own error) come after
 * time-outs too, when the processor may have acted. https://www.twilio.com/docs/api/errors/64000
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
  [64022, 'declined'],
  [64023, 'declined'],
  [64024, 'not-charged'],
])

/** Codes by which the processor's refusal is reported when it gave an error of its own. */
const refusedByProcessor: ReadonlySet<number> = new Set([64008, 64010])

export function verdictOf(result: {
  /** Twilio's PayErrorCode, when there was one. */
  readonly payErrorCode: number | null
  /** Whether the processor itself gave an error (ConnectorError was not empty). */
  readonly processorSaidNo: boolean
}): Verdict {
  const { payErrorCode, processorSaidNo } = result
  if (payErrorCode === null) return 'not-known'
  if (refusedByProcessor.has(payErrorCode) && processorSaidNo) return 'declined'
  return verdicts.get(payErrorCode) ?? 'not-known'
}
