/** The budgets of a payment. Numbers that a caller, an ops team or a bank would ask about. */

/** Three patient tries per field, then a person: more only wears callers out. */
export const ENTRIES_PER_FIELD_MAX = 3

/**
 * How late we may hear that an entry timed out, and still know that no key was pressed. Few people
 * press the first key sooner than this.
 */
export const TOLD_WITHIN_MS = 500

/** Cards declined in one session. A fourth card looks like card testing. */
export const DECLINES_MAX = 3

/** Payments resources in one session: the declines, and two that were lost on the way. */
export const ATTEMPTS_MAX = DECLINES_MAX + 2

/**
 * How long a charge may be without a verdict. Twilio asks the processor for up to 60 s (10 s, and
 * five retries), and then has 15 s to deliver the callback, with its retries.
 * https://www.twilio.com/docs/voice/twiml/pay/generic-pay-connector
 */
export const VERDICT_WITHIN_MS = 90_000

/**
 * Where Twilio asks the caller to confirm, the charge waits for that, too: time to hear the
 * question and to press a key.
 */
export const CONFIRM_WITHIN_MS = 60_000

/**
 * How long an unanswered command is left to its first sender: longer than a webhook's function may
 * run (14 s), and as long as a call waits for the first key. A client's function may run longer;
 * then the same request goes out twice with the same key. Never a charge: that has one sender.
 */
export const REDRIVE_AFTER_MS = 20_000

/** A command nobody answered after this many redrives is given up: the call is long over. */
export const REDRIVES_MAX = 5

/** How often somebody looks whether the call of an idle session is still there. */
export const TEND_EVERY_MS = 60_000

/** A session that never came to a charge ends after this: longer than any patient caller. */
export const SESSION_WITHIN_MS = 30 * 60_000

/**
 * When the processor is asked what became of a charge, after the session became `unresolved`: at
 * once for whoever is still near the phone, then ever more seldom, and once soon after it may be
 * believed that there is none. After an hour a function that does not know will not come to know,
 * and the rest is for a person.
 */
export const LOOK_UPS_AFTER_MS: readonly number[] = [1, 5, 15, 35, 60].map(
  (minutes) => minutes * 60_000,
)

/**
 * When nobody waits for the answer to the last look-up any more, and a person is called: several
 * runs of the schedule later.
 */
export const GIVEN_UP_AFTER_MS = 65 * 60_000

/** How wrong the clock of a machine may be, before or after the time, and nothing goes wrong. */
export const CLOCK_WRONG_MS_MAX = 10 * 60_000

/**
 * How long after it became `unresolved` a look-up may find no charge before that is believed. The
 * 90 s of a verdict are over then; ten minutes are for a processor whose search lags behind its
 * charges and for a delivery of Twilio's that is slower than documented, and the rest for two
 * clocks that are wrong, each its own way. Too early may charge twice.
 * https://www.twilio.com/docs/voice/twiml/pay/generic-pay-connector
 */
export const NOT_CHARGED_AFTER_MS = 10 * 60_000 + 2 * CLOCK_WRONG_MS_MAX

/**
 * How old a callback may be that waited for the database, and still lead a guided session on: as
 * long as a call waits for the first key. After that a turn has come, and either asked the caller
 * anew or found no caller. Verdicts are never too old.
 */
export const LEADS_ON_WITHIN_MS = 20_000

/**
 * How long the first telling of an outcome is left to whoever wrote it: longer than a webhook's
 * function may run (14 s). Doubles with every try after that.
 */
export const TELL_AGAIN_AFTER_MS = 20_000

/** A queue that is away for hours is asked this often: what heals is told within the hour. */
export const TELL_AGAIN_AFTER_MS_MAX = 60 * 60_000

/** From the fifth try on, five minutes after, it is no hiccup of the queue any more. */
export const TOLD_LATE_TRIES = 5
