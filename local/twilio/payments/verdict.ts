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
  | { readonly kind: 'never' }
