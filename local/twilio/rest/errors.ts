import { json, type TextReply } from '../http/reply.ts'

/** Twilio's codes that the simulator can answer with. https://www.twilio.com/docs/api/errors */
const rows = {
  20003: { status: 401, message: 'Authenticate' },
  20004: { status: 405, message: 'Method not allowed' },
  20404: { status: 404, message: 'The requested resource was not found' },
  20429: { status: 429, message: 'Too Many Requests' },
  20500: { status: 500, message: 'An internal server error has occurred' },
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
  64003: { status: 400, message: 'Pay: Invalid ChargeAmount' },
  64004: { status: 400, message: 'Pay: Payment connector is not installed' },
  64006: { status: 400, message: 'Pay: Connector does not support this TokenType' },
  64011: { status: 400, message: 'Pay: Currency is not supported' },
  64014: { status: 400, message: 'Pay: ach-debit needs the Parameter AVSName' },
  64017: { status: 400, message: 'Pay: BankAccountType is for ach-debit only' },
  64018: { status: 400, message: 'Pay: Give exactly one of Capture and Status' },
  64019: { status: 400, message: 'Pay: Required fields are missing' },
  64020: { status: 400, message: 'Pay: Invalid value' },
  64021: { status: 400, message: 'Pay: Invalid operation' },
} as const

export type TwilioErrorCode = keyof typeof rows

/** A definite no of Twilio's. */
export class TwilioError extends Error {
  readonly code: TwilioErrorCode

  constructor(code: TwilioErrorCode, detail?: string) {
    super(detail === undefined ? rows[code].message : `${rows[code].message}: ${detail}`)
    this.code = code
  }
}

export function errorReply(error: TwilioError): TextReply {
  const { status } = rows[error.code]
  return json(status, {
    code: error.code,
    message: error.message,
    more_info: `https://www.twilio.com/docs/errors/${error.code}`,
    status,
  })
}
