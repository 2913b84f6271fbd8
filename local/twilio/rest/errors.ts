import { json, type TextReply } from '../http/reply.ts'
import { type PayCode, payCodeList, payCodeRow } from '../payments/pay-codes.ts'

/** Twilio's codes that the simulator can answer with. https://www.twilio.com/docs/api/errors */
const rows = {
  20003: { status: 401, message: 'Authenticate' },
  20004: { status: 405, message: 'Method not allowed' },
  20008: { status: 403, message: 'Resource not accessible with Test Account Credentials' },
  20404: { status: 404, message: 'The requested resource was not found' },
  20422: { status: 422, message: 'The request cannot be processed as it is' },
  20429: { status: 429, message: 'Too Many Requests' },
  20500: { status: 500, message: 'An internal server error has occurred' },
  20503: { status: 503, message: 'Service unavailable' },
  21201: { status: 400, message: "No 'To' number is specified" },
  21205: { status: 400, message: 'Url is not a valid URL' },
  21211: { status: 400, message: "The 'To' number is not a valid phone number" },
  21212: { status: 400, message: "The 'From' number is not a valid phone number" },
  21218: { status: 400, message: 'The update of the call asks for nothing it could do' },
  21220: { status: 400, message: 'Call is not in-progress. Cannot redirect or pay.' },
  21602: { status: 400, message: 'Message body is required.' },
  21603: { status: 400, message: "A 'From' phone number is required." },
  21604: { status: 400, message: "A 'To' phone number is required." },
  21609: { status: 400, message: 'The StatusCallback URL is not a valid URL' },
  32018: { status: 400, message: 'Twiml size exceeded maximum allowed value of 4000 characters' },
} as const

export type TwilioErrorCode = keyof typeof rows | PayCode

interface ErrorRow {
  readonly status: number
  readonly message: string
}

/** Whatever is wrong with a payment, it is a bad request. */
const table: ReadonlyMap<number, ErrorRow> = new Map<number, ErrorRow>([
  ...Object.entries(rows).map(([code, row]) => [Number(code), row] as const),
  ...payCodeList.map(
    (code) => [code, { status: 400, message: `Pay: ${payCodeRow(code).says}` }] as const,
  ),
])

export const errorCodes: readonly TwilioErrorCode[] = [...table.keys()].filter(isErrorCode)

export function isErrorCode(code: number): code is TwilioErrorCode {
  return table.has(code)
}

function rowOf(code: TwilioErrorCode): ErrorRow {
  return table.get(code) ?? rows[20500]
}

/** A definite no of Twilio's. */
export class TwilioError extends Error {
  readonly code: TwilioErrorCode

  constructor(code: TwilioErrorCode, detail?: string) {
    const { message } = rowOf(code)
    super(detail === undefined ? message : `${message}: ${detail}`)
    this.code = code
  }
}

export function errorReply(error: TwilioError): TextReply {
  const { status } = rowOf(error.code)
  return json(status, {
    code: error.code,
    message: error.message,
    more_info: `https://www.twilio.com/docs/errors/${error.code}`,
    status,
  })
}
