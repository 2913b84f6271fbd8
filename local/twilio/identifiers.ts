import { createHash } from 'node:crypto'

/** Without 0, O, 1 and I, which a caller cannot tell apart by ear or on paper. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

export type SidPrefix = 'CA' | 'PK' | 'SM' | 'RQ' | 'CR'

export interface Identifiers {
  sid(prefix: SidPrefix): string
  confirmationCode(): string
  /** A UUID, as the processor is sent one. */
  transactionId(): string
  /** For `I-Twilio-Idempotency-Token`. */
  deliveryToken(): string
  paymentToken(): string
  /** A UUID, as in the one sample there is. */
  profileId(): string
}

/** The same seed gives the same identifiers in the same order; another start gives others. */
export function createIdentifiers(seed: string): Identifiers {
  let count = 0
  const next = (kind: string): Buffer => {
    count += 1
    return createHash('sha256').update(`${seed}/${kind}/${count}`).digest()
  }
  const uuid = (kind: string): string =>
    next(kind)
      .toString('hex')
      // Version 4, as whoever checks a UUID expects. https://www.rfc-editor.org/rfc/rfc9562
      .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5')
  return {
    sid: (prefix) => prefix + next(prefix).toString('hex').slice(0, 32),
    confirmationCode: () =>
      [...next('confirmation').subarray(0, 8)]
        .map((byte) => alphabet.charAt(byte % alphabet.length))
        .join(''),
    transactionId: () => uuid('transaction'),
    deliveryToken: () => uuid('delivery'),
    paymentToken: () => `token-${next('token').toString('hex').slice(0, 16)}`,
    profileId: () => uuid('profile'),
  }
}
