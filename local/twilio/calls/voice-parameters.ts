import type { Parameters } from '../webhooks/signature.ts'
import type { Call, CallStatus } from './call.ts'

/**
 * What Twilio sends with every voice webhook, empty values included.
 * https://www.twilio.com/docs/voice/twiml#request-parameters
 */
export function voiceParameters(call: Call, about: VoiceContext): Parameters {
  return {
    AccountSid: about.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: call.sid,
    CallStatus: about.callStatus,
    Called: call.to,
    CalledCity: '',
    CalledCountry: 'US',
    CalledState: 'DC',
    CalledZip: '',
    Caller: call.from,
    CallerCity: '',
    CallerCountry: 'US',
    CallerState: '',
    CallerZip: '',
    Direction: 'inbound',
    From: call.from,
    FromCity: '',
    FromCountry: 'US',
    FromState: '',
    FromZip: '',
    To: call.to,
    ToCity: '',
    ToCountry: 'US',
    ToState: 'DC',
    ToZip: '',
  }
}

export interface VoiceContext {
  readonly accountSid: string
  readonly callStatus: CallStatus
}

/** What is added when the call has ended. https://www.twilio.com/docs/voice/api/call-resource */
export function endParameters(call: Call): Parameters {
  const endedAtMs = call.endedAtMs ?? call.startedAtMs
  const durationSeconds = Math.ceil((endedAtMs - call.startedAtMs) / 1_000)
  return {
    CallDuration: String(durationSeconds),
    Duration: String(Math.ceil(durationSeconds / 60)),
    CallbackSource: 'call-progress-events',
    SequenceNumber: '0',
    Timestamp: new Date(endedAtMs).toUTCString().replace('GMT', '+0000'),
  }
}
