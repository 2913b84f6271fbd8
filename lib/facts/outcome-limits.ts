/** The queue in which integrators hear how sessions ended, as it is deployed and as it is local. */

/** Six times what a function that reads outcomes may take, 30 s, as AWS asks for. */
export const outcomeVisibilityTimeoutSeconds = 180

/** An outcome that was handed out this often and never done with is a dead letter. */
export const outcomeReceivesMax = 10

/** As long as SQS allows: whoever comes later reads the sessions by the API. */
export const outcomesKeptDays = 14
