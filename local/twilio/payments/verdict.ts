import { type PayCode, payCodeRow } from './pay-codes.ts'

/** What the processor said in the end. `never` is the answer that gets lost for good. */
export type Verdict =
  | {
      readonly kind: 'success'
      readonly confirmationCode: string
      readonly paymentToken: string
      readonly profileId: string
    }
  | {
      readonly kind: 'connector-error'
      readonly payErrorCode: number
      readonly paymentError: string
      readonly connectorError: string
    }
  /** Ended for a reason that is neither: the Result, as it stands in the callback. */
  | { readonly kind: 'ended'; readonly result: string }
  | { readonly kind: 'never' }

/** What a callback tells of one of Twilio's codes. */
export function connectorErrorOf(code: PayCode): Verdict {
  const { says, paymentError = says, connectorError = '' } = payCodeRow(code)
  return { kind: 'connector-error', payErrorCode: code, paymentError, connectorError }
}
