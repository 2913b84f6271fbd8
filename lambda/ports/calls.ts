import type { Session } from '../domain/session/session.ts'

/** The live call of a session, on its merchant's account. https://www.twilio.com/docs/voice/api/call-resource */
export interface Calls {
  /**
   * Replaces the TwiML that the call is running, at once. Best effort: `false` when it did not
   * work, which the next turn makes good. Never throws.
   */
  say(session: Session, twiml: string): Promise<boolean>
  /** `unknown` when Twilio did not tell. Never throws. */
  status(session: Session): Promise<'in-progress' | 'over' | 'unknown'>
}
