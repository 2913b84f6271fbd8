import type { CaptureField } from '../domain/payment/capture-fields.ts'
import type { EventOf, SessionEvent } from '../domain/session/event.ts'
import type { Session } from '../domain/session/session.ts'
import type { SessionId } from '../domain/values/ids.ts'
import type { EpochMs } from '../domain/values/time.ts'
import { metrics } from '../metrics.ts'
import type { PaymentToken } from '../ports/token-vault.ts'
import { type Advance, type Advanced, advance } from './engine/advance.ts'
import { hush } from './engine/announce.ts'
import type { World } from './engine/world.ts'

/** A callback that verified, in our words. */
export type Callback =
  | { readonly kind: 'event'; readonly event: (at: EpochMs) => SessionEvent }
  /** A card or account was tokenised: the token goes no further than the vault. */
  | {
      readonly kind: 'token'
      readonly token: PaymentToken
      readonly event: (sealedToken: string) => (at: EpochMs) => SessionEvent
    }
  /** A key was pressed: how many so far, never which. */
  | { readonly kind: 'progress'; readonly field: CaptureField; readonly digits: number }
  /** Nothing in it that matters to us. */
  | { readonly kind: 'nothing' }

export interface ReceiveCallback {
  readonly sessionId: SessionId
  readonly step: number
  readonly callback: Callback
  /** Merchants whose account has signed the request, and whose token has sealed its URL. */
  readonly signers: readonly string[]
  readonly remainingMs: () => number
}

/**
 * Takes in what Twilio tells; a repeated or late callback changes nothing, nor does a `foreign`
 * one, which comes from another account than that of the session's merchant.
 */
export async function receiveCallback(
  world: World,
  input: ReceiveCallback,
): Promise<Advanced['result'] | 'noted' | 'nothing' | 'foreign'> {
  const { sessionId, callback, remainingMs } = input
  if (callback.kind === 'nothing') return 'nothing'
  const known = await world.sessions.load(sessionId)
  if (known === null) return 'unknown-session'
  if (!input.signers.includes(known.session.terms.merchant)) return 'foreign'
  switch (callback.kind) {
    case 'progress':
      await noteProgress(world, { ...input, session: known.session, digits: callback.digits })
      return 'noted'
    case 'token': {
      const sealed = await world.vault.seal(callback.token, sessionId)
      return take(world, { sessionId, event: callback.event(sealed), remainingMs, known })
    }
    case 'event':
      return take(world, { sessionId, event: callback.event, remainingMs, known })
    default:
      return callback satisfies never
  }
}

async function take(
  world: World,
  told: Pick<Advance, 'sessionId' | 'event' | 'remainingMs' | 'known'>,
): Promise<Advanced['result']> {
  const advanced = await advance(world, { ...told, announce: true })
  journalContradiction(world, { advanced, event: told.event(world.surroundings.now()) })
  return advanced.result
}

async function noteProgress(
  world: World,
  progress: ReceiveCallback & { readonly session: Session; readonly digits: number },
): Promise<void> {
  const { sessionId, session, step, digits } = progress
  if (session.state.status !== 'capturing' || session.state.captureStep !== step) return
  if (session.mode === 'guided' && world.voice.delivery === 'push') {
    // The first key alone, so that an entry costs one update of the call and no write.
    if (digits === 1) await hush(world, session)
    return
  }
  await world.progress.note(sessionId, { step, digits, at: world.surroundings.now() })
}

type ToldVerdict = EventOf<'payment-succeeded' | 'payment-refused'>

function contradicts(session: Session, event: SessionEvent): event is ToldVerdict {
  const { state, attempt, step, resolution } = session
  const isPaid = state.status === 'succeeded'
  if (event.type === 'payment-succeeded') return !isPaid || event.attempt !== attempt
  if (event.type !== 'payment-refused' || event.verdict === 'not-known') return false
  // Somebody has seen a charge at the processor that Twilio now says was none.
  return isPaid && resolution !== undefined && event.attempt === attempt && event.step === step
}

/**
 * A charge that Twilio tells of and the session did not ask for: it was called off, was declined,
 * or is paid in another attempt; or one that somebody has seen and Twilio denies. Nothing we can do
 * makes it right; a person has to hear of it.
 */
function journalContradiction(
  { journal }: World,
  told: { readonly advanced: Advanced; readonly event: SessionEvent },
): void {
  const { advanced, event } = told
  if (!('session' in advanced) || !contradicts(advanced.session, event)) return
  const { id, state } = advanced.session
  journal.write({
    level: 'error',
    message: event.type === 'payment-refused' ? 'charge denied' : 'charge not expected',
    sessionId: id,
    status: state.status,
    attempt: event.attempt,
    step: event.step,
    metric: metrics.chargeContradicted,
  })
}
