import { unprobed } from '../questions.ts'
import { flipAll, notTried, type Report, triedRows } from './report.ts'
import { textTable } from './table.ts'

const columns = [
  { heading: 'Question', share: 32 },
  { heading: 'What Twilio did', share: 32 },
  { heading: 'The simulator', share: 16 },
  { heading: 'PUT /switches', share: 24 },
] as const

/** Narrower, nothing can be read; wider, the eye loses the line. */
const widthMin = 72
const widthMax = 140

/** The report as a person reads it. */
export function writtenReport(report: Report, columnsOfTerminal: number): string {
  const width = Math.min(widthMax, Math.max(widthMin, columnsOfTerminal))
  const rows = triedRows(report).map(({ assumed, flip, name, question, saw, value }) => {
    const asked = `${question} (${name})`
    const is = value === null ? `? ${saw}` : `${value}: ${saw}`
    return [asked, is, assumed, flip ?? (value === null ? '' : 'as it is')]
  })
  const parts = [
    rows.length === 0 ? 'Nothing was tried.' : textTable(columns, { rows, width }),
    flipSentence(report),
    [...notTried(report)]
      .map(([why, names]) => `Not tried, ${why}: ${names.join(', ')}.`)
      .join('\n'),
    `Cannot be found out from a call:\n${unprobed
      .map(({ name, why }) => `  ${name}: ${why}`)
      .join('\n')}`,
    leftOpenSentence(report),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function flipSentence(report: Report): string {
  const flips = flipAll(report)
  if (flips !== null) return `For a simulator that does the same:\n  PUT /switches ${flips}`
  const known = triedRows(report).some(({ value }) => value !== null)
  return known ? 'The simulator does all of that unless told otherwise.' : ''
}

function leftOpenSentence({ callSid, leftOpen }: Report): string {
  if (leftOpen.length === 0) return ''
  const sids = leftOpen.join(', ')
  return `Cancelling failed, and this may still be open: ${sids}. Hang up ${callSid} to end it.`
}

/** The same for a program. */
export function jsonReport(report: Report): string {
  const { callSid, leftOpen, stopped } = report
  const skipped = [...notTried(report)].flatMap(([why, names]) =>
    names.map((name) => ({ name, why })),
  )
  const tried = triedRows(report)
  return JSON.stringify({ callSid, stopped, leftOpen, tried, notTried: skipped, unprobed }, null, 2)
}
