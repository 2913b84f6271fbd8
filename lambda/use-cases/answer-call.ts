import type { Session } from '../domain/session/session.ts'
import type { SessionId } from '../domain/values/ids.ts'
import { AppError } from '../ports/errors.ts'
import type { StartUnfinished } from './claim-call.ts'
import { advance } from './engine/advance.ts'
import type { World } from './engine/world.ts'
import { type StartSession, startSession } from './start-session.ts'

export interface AnswerCall
  extends Pick<StartSession, 'callSid' | 'purchase' | 'terms' | 'remainingMs'> {
  /** Merchants whose Twilio account has signed the request. */
  readonly signers: readonly string[]
}

export type CallAnswered = Session | 'foreign' | StartUnfinished['result']

/**
 * A call comes in to pay. The same call with the same purchase finds its session again, so that a
 * webhook delivered twice, or an IVR that sends the caller back, never starts a second payment.
 * `foreign` when the payment, or the session that has the call, is another merchant's.
 * `start-unfinished` when another purchase's start has the call, and no session: nothing is begun.
 */
export async function answerCall(world: World, call: AnswerCall): Promise<CallAnswered> {
  if (!call.signers.includes(call.terms.merchant)) return 'foreign'
  const first = await start(world, call)
  if (first === 'start-unfinished' || 'id' in first) return first
  const { takenBy } = first
  const holder = await world.sessions.load(takenBy)
  if (holder !== null && !call.signers.includes(holder.session.terms.merchant)) return 'foreign'
  // The caller was sent here for something else while a payment was open: nobody drives that one
  // any more. It is cancelled, unless its charge is out; then the caller hears about that first.
  const cancelled = await advance(world, {
    sessionId: takenBy,
    event: (at) => ({ type: 'cancel-requested', at }),
    announce: false,
    remainingMs: call.remainingMs,
    ...(holder === null ? {} : { known: holder }),
  })
  const second = await start(world, call)
  if (second === 'start-unfinished' || 'id' in second) return second
  if ('session' in cancelled) return cancelled.session
  throw new AppError('storage-unavailable', { message: `Call ${call.callSid} is contended.` })
}

async function start(
  world: World,
  call: AnswerCall,
): Promise<Session | StartUnfinished['result'] | { readonly takenBy: SessionId }> {
  const started = await startSession(world, {
    ...call,
    mode: 'guided',
    fingerprint: '',
    announce: false,
  })
  if ('session' in started) return started.session
  if (started.result === 'start-unfinished') return started.result
  if (started.result === 'call-taken') return { takenBy: started.sessionId }
  throw new AppError('storage-unavailable', { message: `Call ${call.callSid} is contended.` })
}
