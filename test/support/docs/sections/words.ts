import * as limits from '../../../../lambda/domain/machine/limits.ts'
import { verdictOf } from '../../../../lambda/domain/payment/verdict.ts'
import { refusals } from '../../../../lambda/domain/session/refusal.ts'
import { failureReasons } from '../../../../lambda/domain/session/session.ts'
import { twilioRefusals } from '../../../../lambda/http/client/twilio-refusals.ts'
import { problems } from '../../../../lambda/http/problem.ts'
import { metrics } from '../../../../lambda/metrics.ts'
import { enUs } from '../../../../lambda/voice/locales/en-us.ts'
import { keysOf } from '../../../../lib/keys-of.ts'
import { docCommentOf, sourceOf } from '../doc-comments.ts'
import { code, codes, table } from '../markdown.ts'

export function problemsTable(): string {
  const rows = keysOf(problems).map((name) => {
    const { status, title } = problems[name]
    return [String(status), code(name), title]
  })
  return table(['Status', 'Problem', 'Title'], rows)
}

export function refusalsTable(): string {
  const rows = keysOf(refusals).map((name) => [code(name), refusals[name]])
  return table(['Refusal', 'What a client is told'], rows)
}

export function failureReasonsTable(): string {
  const rows = failureReasons.map((reason) => [code(reason), enUs.failures[reason]])
  return table(['Reason', 'What a caller alone hears (en-US)'], rows)
}

export function twilioRefusalsTable(): string {
  const rows = [...twilioRefusals].map(([number, sentence]) => [code(number), sentence])
  return table(["Twilio's code", 'What a client is told'], rows)
}

export function metricsTable(): string {
  const rows = keysOf(metrics).map((name) => [code(metrics[name]), meaningOf(name)])
  return table(['Metric', 'Counts'], rows)
}

function meaningOf(name: keyof typeof metrics): string {
  const comment = docCommentOf('lambda/metrics.ts', `${name}:`)
  const ending = name.replace(/^session/, '').toLowerCase()
  return comment === '' ? `Sessions that have become ${code(ending)}.` : comment
}

export function limitsTable(): string {
  const path = 'lambda/domain/machine/limits.ts'
  const values: ReadonlyMap<string, number | readonly number[]> = new Map(Object.entries(limits))
  const names = [...sourceOf(path).matchAll(/^export const (\w+)/gm)].map(([, name = '']) => name)
  const rows = names.map((name) => {
    const shown = [values.get(name) ?? Number.NaN]
      .flat()
      .map((value) => (name.endsWith('_MS') ? spanOf(value) : String(value)))
    return [code(name), shown.join(', '), docCommentOf(path, `export const ${name}`)]
  })
  return table(['Limit', 'Value', 'Why'], rows)
}

const spanOf = (spanMs: number): string =>
  spanMs > 120_000 ? `${spanMs / 60_000} min` : `${spanMs / 1_000} s`

/** Where Twilio's codes of payments lie. https://www.twilio.com/docs/api/errors */
const payErrorCodes = Array.from({ length: 100 }, (_, index) => 64_000 + index)

export function verdictsTable(): string {
  const saying = (wanted: string) =>
    payErrorCodes.filter((payErrorCode) => verdictOf(payErrorCode) === wanted)
  return table(
    ['Verdict', '`PayErrorCode`'],
    [
      [code('not-charged'), codes(saying('not-charged'))],
      [code('declined'), codes(saying('declined'))],
      [code('not-known'), 'every other code, and none'],
    ],
  )
}
