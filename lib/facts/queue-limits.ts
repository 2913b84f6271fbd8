/**
 * The queue in which callbacks wait while the database is away, as it is deployed and as the local
 * world plays it.
 */

/** Room for one callback that takes as long as a webhook may, 14 s, after several quick ones. */
export const replayTimeoutSeconds = 20

/**
 * How long a callback that could not be taken in waits for its next try, and with it those of its
 * session that came after it. The first try comes at once, within a hiccup of the database; the
 * second has to find a verdict in time, which may be without one for 90 s, 60 of them at the
 * processor. SQS wants no less than the function's own time. AWS advises six times that, for when
 * the function is throttled: such a try only counts as one of the many below.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export const visibilityTimeoutSeconds = 30

/**
 * Tries of one callback: with half a minute in between, more than three hours, which is longer than
 * DynamoDB was ever away from a region at once. A callback that can never be taken in keeps only
 * its own session waiting for as long, and is counted as a bug from its first try.
 */
export const receivesMax = 400

/**
 * Longer than any outage, and than a weekend without anybody. The verdict of a payment is of use
 * to nobody later: by then a person has looked it up.
 */
export const keptDays = 4

/** As long as SQS allows: what is here waits for a person. */
export const deadLettersKeptDays = 14

/** For SQS, the same deduplication id within this time is the same message. */
export const deduplicationMinutes = 5

/**
 * Runs side by side. After an outage all that was missed comes at once, and each run has up to ten
 * sessions: more would use up Twilio's limit of requests at a time, which calls in progress need.
 */
export const replaysAtOnce = 5
