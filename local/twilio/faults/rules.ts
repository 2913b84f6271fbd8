import { captureFields } from '../payments/fields/capture-fields.ts'
import { errorTypes } from '../payments/fields/error-types.ts'
import { payCodeList } from '../payments/pay-codes.ts'
import { errorCodes } from '../rest/errors.ts'
import { type DetailRows, type FaultDetails, parseDetails } from './details.ts'

/** Results of an attempt to pay that are neither a success nor the connector's. */
const endings = ['validation-error', 'internal-error', 'too-many-failed-attempts'] as const

/**
 * What can be made to go wrong: one row per place, with what can happen there, what a rule may be
 * narrowed to, and what some of them need to know.
 */
export const faultRows = {
  /** A status callback of a payment, on its way to the application. */
  callback: {
    does: ['drop', 'duplicate', 'delay', 'reorder', 'before-answer', 'corrupt-signature'],
    narrowedBy: {
      phase: [
        'created',
        'capturing',
        'valid',
        'invalid',
        'completed',
        'cancelled',
        'interrupted',
        'hung-up',
      ],
      capture: captureFields,
    },
  },
  /** A request to Twilio's REST API. */
  rest: {
    does: [
      '429',
      '500-not-executed',
      '500-executed',
      'reset-not-executed',
      'reset-executed',
      'slow',
      'garbage',
      'refuse',
    ],
    narrowedBy: {
      operation: [
        'create',
        'capture',
        'complete',
        'cancel',
        'call-update',
        'call-fetch',
        'message',
      ],
      capture: captureFields,
    },
    needs: { refuse: { code: errorCodes } },
  },
  /** An entry that ends, whatever the caller typed. */
  entry: {
    does: ['reject'],
    narrowedBy: { capture: captureFields },
    needs: { reject: { errorType: errorTypes } },
  },
  /** A request from Twilio to the processor. */
  processor: {
    does: ['decline', 'silent', 'answer-lost', 'slow', 'refuse', 'end'],
    narrowedBy: {},
    needs: { refuse: { code: payCodeList }, end: { result: endings } },
  },
  /** A request for TwiML, or the notice that a call has ended. */
  webhook: {
    does: ['drop', 'duplicate', 'delay', 'corrupt-signature'],
    narrowedBy: { webhook: ['answer', 'redirect', 'gather', 'call-update', 'call-status'] },
  },
} as const satisfies Record<string, FaultRow>

interface FaultRow {
  readonly does: readonly string[]
  readonly narrowedBy: Readonly<Record<string, readonly string[]>>
  /**
   * By what is done: a number is one of these; a text may be another one, since nobody knows what
   * Twilio comes up with next.
   */
  readonly needs?: Readonly<Record<string, DetailRows>>
}

export type FaultPlace = keyof typeof faultRows
export type Fault<Place extends FaultPlace> = (typeof faultRows)[Place]['does'][number]
export type CallbackPhase = (typeof faultRows)['callback']['narrowedBy']['phase'][number]
export type RestOperation = (typeof faultRows)['rest']['narrowedBy']['operation'][number]
export type WebhookKind = (typeof faultRows)['webhook']['narrowedBy']['webhook'][number]

export interface FaultRule {
  readonly on: FaultPlace
  readonly do: string
  /** How often; without it, always. */
  readonly times?: number
  readonly delayMs?: number
  readonly details: FaultDetails
  readonly narrowed: Readonly<Record<string, string>>
}

/** The rule, or a sentence that says what is wrong with it. */
export function parseFaultRule(value: unknown): FaultRule | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'A fault rule must be an object such as {"on":"callback","do":"drop"}.'
  }
  const { on, do: what, times, delayMs, ...rest } = { ...emptyRule, ...value }
  const rows: Readonly<Record<string, FaultRow>> = faultRows
  const row = typeof on === 'string' && Object.hasOwn(rows, on) ? rows[on] : undefined
  if (row === undefined) return `"on" must be one of: ${Object.keys(faultRows).join(', ')}.`
  if (typeof what !== 'string' || !row.does.includes(what)) {
    return `On "${on}", "do" must be one of: ${row.does.join(', ')}.`
  }
  if (times !== undefined && !isWhole(times, 1)) return '"times" must be a whole number from 1.'
  if (delayMs !== undefined && !isWhole(delayMs, 0)) {
    return '"delayMs" must be a whole number of milliseconds from 0.'
  }
  const needs = row.needs?.[what] ?? {}
  const details = parseDetails(needs, rest)
  if (typeof details === 'string') return details
  const narrowed = parseNarrowing(row, { on, fields: without(rest, Object.keys(needs)) })
  if (typeof narrowed === 'string') return narrowed
  return {
    on: placeOf(on),
    do: what,
    details,
    narrowed,
    ...(times === undefined ? {} : { times }),
    ...(delayMs === undefined ? {} : { delayMs }),
  }
}

function parseNarrowing(
  row: FaultRow,
  { on, fields }: { on: unknown; fields: Readonly<Record<string, unknown>> },
): Readonly<Record<string, string>> | string {
  const narrowed: Record<string, string> = {}
  for (const [name, wanted] of Object.entries(fields)) {
    const values = Object.hasOwn(row.narrowedBy, name) ? row.narrowedBy[name] : undefined
    if (values === undefined) return `A rule on "${on}" has no field "${name}".`
    if (typeof wanted !== 'string' || !values.includes(wanted)) {
      return `"${name}" must be one of: ${values.join(', ')}.`
    }
    narrowed[name] = wanted
  }
  return narrowed
}

const emptyRule: {
  on: unknown
  do: unknown
  times: unknown
  delayMs: unknown
} = { on: undefined, do: undefined, times: undefined, delayMs: undefined }

function isWhole(value: unknown, min: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= min
}

function placeOf(on: unknown): FaultPlace {
  return on as FaultPlace
}

function without(
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
}
