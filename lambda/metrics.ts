/** CloudWatch metrics, written as embedded metric format log lines; `lib` puts alarms on them. */
export const metricNamespace = 'IvrPaymentFlow'

/** Whose they are: what one deployment counts must not raise the alarms of another beside it. */
export const metricDimension = 'SessionsTable'

export const metrics = {
  /**
   * A charge was asked for and no verdict came by the deadline, or the last look-up has not found
   * out. Somebody has to.
   */
  sessionUnresolved: 'SessionUnresolved',
  sessionSucceeded: 'SessionSucceeded',
  sessionFailed: 'SessionFailed',
  sessionCancelled: 'SessionCancelled',
  /** A session failed because Twilio refused a request, or could not be reached. */
  twilioFailed: 'TwilioFailed',
  /**
   * A request to a `twilio` route whose signature or seal did not verify or was checked too often
   * to be checked again now, whose parameters were cut anew, or that was made for another merchant
   * than the session's.
   */
  signatureRejected: 'SignatureRejected',
  /**
   * Twilio or a look-up told of a charge that the session did not expect, or Twilio denied one that
   * was seen.
   */
  chargeContradicted: 'ChargeContradicted',
  /** The database did not answer, and the callback waits in the queue until it does. */
  callbackQueued: 'CallbackQueued',
  /** A callback from the queue was taken in, or is certain to change nothing. */
  callbackReplayed: 'CallbackReplayed',
  /** The queue of outcomes has been away for minutes: a back end does not know of an ending. */
  outcomeUntold: 'OutcomeUntold',
  /**
   * The database, a queue, the secret or the look-up did not answer: a 503, or due sessions that
   * could not be read or settled, a callback that stays in the queue, or an outcome that is told
   * later.
   */
  dependencyFailed: 'DependencyFailed',
  /**
   * A bug: a request ended in a 500, a callback in the queue cannot be read or taken in, or one of
   * Twilio's names no payment.
   */
  unexpectedError: 'UnexpectedError',
} as const

export type MetricName = (typeof metrics)[keyof typeof metrics]
