/**
 * Twilio's error codes that decide something here; every other code is passed on as it is.
 * https://www.twilio.com/docs/api/errors (read 2026-11)
 */

/** The call is not in progress, or Twilio knows no such call. */
export const CALL_NOT_IN_PROGRESS = 21220
export const RESOURCE_NOT_FOUND = 20404

/**
 * What was asked cannot be done now: to a create, that a Payments resource is open on this call
 * already; to a capture, that the resource may have ended, or that this was done before.
 */
export const INVALID_OPERATION = 64021

export const isCallOver = (twilioCode: number): boolean =>
  twilioCode === CALL_NOT_IN_PROGRESS || twilioCode === RESOURCE_NOT_FOUND
