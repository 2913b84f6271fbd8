/**
 * The shape of the two tables, in one place: `lib` deploys it, the local world creates it,
 * the DynamoDB adapters read and write by it. Single-item access only; no scans.
 */
export const sessionsTable = {
  /** A session id, or `<session id>#progress` for the digits counted while a field is keyed. */
  partitionKey: 'id',
  /**
   * Sparse: only sessions that need attention carry both attributes. Projects keys only, since
   * whoever finds a session here reads it consistently before acting.
   */
  dueIndex: { name: 'due', partitionKey: 'due', sortKey: 'dueAt' },
  /** Epoch seconds. A broom only: expiry is checked when reading. */
  timeToLive: 'expiresAt',
} as const

export const keysTable = {
  /** `start#<principal>#<Idempotency-Key>` or `call#<CallSid>`. */
  partitionKey: 'key',
  /** Epoch seconds. */
  timeToLive: 'expiresAt',
} as const
