/**
 * What an agent's screen in a browser may send and see when its origin is allowed. Read by the
 * deployed API and by the local gateway.
 */
export const cors = {
  methods: ['GET', 'POST'],
  requestHeaders: [
    'authorization',
    'content-type',
    'idempotency-key',
    // The three that a signature for IAM authorisation adds.
    'x-amz-content-sha256',
    'x-amz-date',
    'x-amz-security-token',
  ],
  responseHeaders: ['location', 'retry-after'],
  /** Browsers cap this between two and 24 hours; shorter means more preflights, not more safety. */
  maxAgeSeconds: 3600,
} as const
