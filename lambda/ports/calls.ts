import type { CallSid } from '../domain/values/ids.ts'

/** The live call. https://www.twilio.com/docs/voice/api/call-resource */
export interface Calls {
  /**
   * Replaces the TwiML that the call is running, at once. Best effort: `false` when it did not
   * work, which the next turn makes good. Never throws.
   */
  say(callSid: CallSid, twiml: string): Promise<boolean>
  /** `unknown` when Twilio did not tell. Never throws. */
  status(callSid: CallSid): Promise<'in-progress' | 'over' | 'unknown'>
}
