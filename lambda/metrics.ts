/** CloudWatch metrics, written as embedded metric format log lines; `lib` puts alarms on them. */
export const metricNamespace = 'IvrPaymentFlow'

export const metrics = {
  /** A charge was asked for and no verdict came by the deadline. Somebody has to find out. */
  sessionUnresolved: 'SessionUnresolved',
  sessionSucceeded: 'SessionSucceeded',
  sessionFailed: 'SessionFailed',
  sessionCancelled: 'SessionCancelled',
  /**
   * A request to a `twilio` route whose signature or seal did not verify, or was made for another
   * merchant than the session's.
   */
  signatureRejected: 'SignatureRejected',
  /** Twilio told of a charge that the session did not expect, or denied one that was seen. */
  chargeContradicted: 'ChargeContradicted',
  /**
   * The database, the secret or the look-up did not answer: a 503, or a session that could not be
   * settled.
   */
  dependencyFailed: 'DependencyFailed',
  /** A bug: a request ended in a 500. */
  unexpectedError: 'UnexpectedError',
} as const

export type MetricName = (typeof metrics)[keyof typeof metrics]
