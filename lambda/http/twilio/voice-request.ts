import { type CallSid, parseCallSid } from '../../domain/values/ids.ts'
import { SILENCES_MAX, type Turn } from '../../voice/turn.ts'
import type { GatewayEvent } from '../gateway-types.ts'
import { invalidRequest } from '../parse-request.ts'

export function callOf(parameters: ReadonlyMap<string, string>): CallSid {
  const callSid = parseCallSid(parameters.get('CallSid') ?? '')
  if (callSid !== null) return callSid
  throw invalidRequest([{ field: 'CallSid', must: "be the call's SID, as Twilio sends it" }])
}

/** A prompt's waiting time is well below this. */
const QUIET_SECONDS_MAX = 60

/** What the turn's URL remembers. It is signed, and yet bounded: an old URL may come back. */
export function turnOf({ queryStringParameters: query = {} }: GatewayEvent): Turn {
  return {
    key: query['key'] ?? '',
    silences: count(query['silences'], SILENCES_MAX),
    quietSeconds: count(query['quiet'], QUIET_SECONDS_MAX),
  }
}

function count(text: string | undefined, max: number): number {
  const value = Number(text ?? '0')
  return Number.isSafeInteger(value) && value >= 0 ? Math.min(value, max) : 0
}
