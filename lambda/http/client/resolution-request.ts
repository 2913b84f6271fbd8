import * as v from 'valibot'
import { hasCardNumber } from '../../domain/values/card-number.ts'
import { parseWith } from '../parse-request.ts'
import type { FieldError } from '../problem.ts'

/** What each member must be, for whoever sent it wrong or not at all. */
const musts = {
  outcome: 'be "charged" or "not-charged"',
  confirmationCode: "be the processor's code of the charge, 1 to 100 visible ASCII characters",
  by: "be the name of the person who has looked: 1 to 100 letters, digits, spaces or . , ' @ + _ ( ) -",
  note: 'be 1 to 200 characters in one line',
} as const

const surplus = v.never('not be there: this request has no such member')

const memberIssue = (issue: v.ObjectWithRestIssue): string =>
  Object.entries(musts).find(([name]) => issue.expected === `"${name}"`)?.[1] ?? 'be there'

/** Words that are stored and shown, and so must not hold what may not be stored. */
const words = (must: string, expression: RegExp) =>
  v.pipe(
    v.string(must),
    v.regex(expression, must),
    v.check((text) => !hasCardNumber(text), 'not hold a card number'),
  )

const body = v.objectWithRest(
  {
    outcome: v.picklist(['charged', 'not-charged'], musts.outcome),
    confirmationCode: v.optional(
      words(musts.confirmationCode, /^[\x21-\x7e]([\x20-\x7e]{0,98}[\x21-\x7e])?$/),
    ),
    by: words(musts.by, /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,'’@+_()-]{0,99}$/u),
    note: v.optional(words(musts.note, /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]{1,200}$/u)),
  },
  surplus,
  memberIssue,
)

const told = v.object({ outcome: v.string(), confirmationCode: v.optional(v.unknown()) })

/** Who has seen a charge has seen what the processor calls it. */
function codeErrors(value: unknown): readonly FieldError[] {
  const { success, output } = v.safeParse(told, value)
  if (!success) return []
  const field = 'confirmationCode'
  const hasCode = output.confirmationCode !== undefined
  if (output.outcome === 'charged' && !hasCode) return [{ field, must: musts.confirmationCode }]
  if (output.outcome !== 'not-charged' || !hasCode) return []
  return [{ field, must: 'not be there: what was not charged has none' }]
}

/** The body of a resolution. @throws ProblemError `invalid-request`. */
export const parseResolution = (value: unknown) =>
  parseWith(body, { value, prefix: '', also: codeErrors })
