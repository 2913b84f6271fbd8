import type { Verdict } from '../payments/verdict.ts'
import type { ConnectorMethod } from './order-body.ts'

export type ConnectorError = Extract<Verdict, { kind: 'connector-error' }>

/** What the answer of an endpoint means, and how to say so without a word of what stands in it. */
export type ConnectorAnswer =
  | { readonly kind: 'accepted'; readonly id: string }
  | { readonly kind: 'refused'; readonly error: ConnectorError }
  | { readonly kind: 'malformed'; readonly why: string; readonly error: ConnectorError }

interface MethodRow {
  readonly idField: string
  readonly payErrorCode: number
  readonly rejected: string
}

/** https://www.twilio.com/docs/api/errors/64008 and https://www.twilio.com/docs/api/errors/64010 */
const methodRows: Readonly<Record<ConnectorMethod, MethodRow>> = {
  charge: {
    idField: 'charge_id',
    payErrorCode: 64008,
    rejected: 'Payment Gateway rejected charge creation.',
  },
  tokenize: {
    idField: 'token_id',
    payErrorCode: 64010,
    rejected: 'Payment Gateway rejected token creation.',
  },
}

/** https://www.twilio.com/docs/api/errors/64012 */
const cardRejected = 64012

/**
 * Any answer is one: whatever stands in it, nobody is asked again. An error code counts with every
 * HTTP status; an id counts with 2xx only.
 */
export function readAnswer(
  method: ConnectorMethod,
  answer: { readonly status: number; readonly body: string },
): ConnectorAnswer {
  const row = methodRows[method]
  const malformed = (why: string): ConnectorAnswer => ({
    kind: 'malformed',
    why,
    error: {
      kind: 'connector-error',
      payErrorCode: row.payErrorCode,
      paymentError: `${row.rejected} Got malformed response from Payment Provider.`,
      connectorError: why,
    },
  })
  const fields = fieldsOf(answer.body)
  const good = answer.status >= 200 && answer.status <= 299
  if (fields === undefined) {
    return malformed(good ? 'the body is not a JSON object' : `HTTP ${answer.status}`)
  }
  const { error_code: code = null, error_message: message } = fields
  if (!(row.idField in fields)) return malformed(`${row.idField} is missing`)
  if (code !== null) {
    if (typeof code !== 'string' && typeof code !== 'number') {
      return malformed('error_code is neither null, nor a text, nor a number')
    }
    return { kind: 'refused', error: refusalOf(row, { code: String(code), message }) }
  }
  const id = fields[row.idField]
  if (!good) return malformed(`HTTP ${answer.status} without an error_code`)
  if (typeof id !== 'string' || id === '') return malformed(`${row.idField} is not a text`)
  return { kind: 'accepted', id }
}

/** Twilio's documents do not say which codes are a declined card: those that say so are. */
function refusalOf(row: MethodRow, error: { code: string; message: unknown }): ConnectorError {
  const { code, message } = error
  return {
    kind: 'connector-error',
    payErrorCode: /declin/i.test(code) ? cardRejected : row.payErrorCode,
    paymentError: typeof message === 'string' && message !== '' ? message : row.rejected,
    connectorError: code,
  }
}

function fieldsOf(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return { ...value }
  } catch {
    return undefined
  }
}
