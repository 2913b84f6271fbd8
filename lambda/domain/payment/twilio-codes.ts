/**
 * Twilio's error codes that decide something here; every other code is passed on as it is.
 * https://www.twilio.com/docs/api/errors (read 2026-11)
 */

/** The call is not in progress, or Twilio knows no such call. */
export const CALL_NOT_IN_PROGRESS = 21220
export const RESOURCE_NOT_FOUND = 20404

/** A Payments resource is already open on this call. */
export const SESSION_IN_PROGRESS = 64021

export const isCallOver = (twilioCode: number): boolean =>
  twilioCode === CALL_NOT_IN_PROGRESS || twilioCode === RESOURCE_NOT_FOUND
