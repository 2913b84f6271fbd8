import type { CaptureField } from '../domain/payment/capture-fields.ts'
import type { CallbackEvent } from '../domain/session/event.ts'
import { isTokenization, type Session } from '../domain/session/session.ts'
import type { SessionId } from '../domain/values/ids.ts'
import type { EpochMs } from '../domain/values/time.ts'
import { AppError, type ErrorCode } from '../ports/errors.ts'
import type { PaymentToken } from '../ports/token-vault.ts'
import { type Advanced, advance } from './engine/advance.ts'
import { hush } from './engine/announce.ts'
import { journalContradiction } from './engine/journal-change.ts'
import type { World } from './engine/world.ts'
import { queueCallback } from './outage/queue-callback.ts'

/** A callback that verified, in our words. */
export type Callback =
  | { readonly kind: 'event'; readonly event: (at: EpochMs) => CallbackEvent }
  /** A card or account was tokenised: its token goes no further than the vault. */
  | {
      readonly kind: 'token'
      readonly token: PaymentToken
      readonly event: (sealedToken: string | null) => (at: EpochMs) => CallbackEvent
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

/** What another try hours later may well survive, long after Twilio's last. */
const heals: ReadonlySet<ErrorCode> = new Set(['storage-unavailable', 'record-unreadable'])

export type Received = Advanced['result'] | 'noted' | 'nothing' | 'foreign' | 'queued'

/**
 * Takes in what Twilio tells; a repeated or late callback changes nothing, nor does a `foreign`
 * one, which comes from another account than that of the session's merchant. While the database is
 * away, or the session is one that only another version of the code can read, the callback is kept
 * in a queue. Some of it may have been recorded by then: the steps tell that, when it is replayed.
 */
export async function receiveCallback(world: World, input: ReceiveCallback): Promise<Received> {
  try {
    return await takeIn(world, input)
  } catch (error) {
    if (!(error instanceof AppError) || !heals.has(error.code)) throw error
    const { callback, sessionId, signers } = input
    // How many keys were pressed is worth nothing a minute later.
    if (callback.kind === 'progress' || callback.kind === 'nothing') return 'noted'
    const receivedAt = world.surroundings.now()
    const event = (await eventOf(world, { sessionId, callback }))(receivedAt)
    await queueCallback(world, { sessionId, event, signers, because: error })
    return 'queued'
  }
}

async function takeIn(world: World, input: ReceiveCallback): Promise<Received> {
  const { sessionId, callback, remainingMs } = input
  if (callback.kind === 'nothing') return 'nothing'
  const known = await world.sessions.load(sessionId)
  if (known === null) return 'unknown-session'
  if (!input.signers.includes(known.session.terms.merchant)) return 'foreign'
  if (callback.kind === 'progress') {
    await noteProgress(world, { ...input, session: known.session, digits: callback.digits })
    return 'noted'
  }
  // A charge keeps no token, and its verdict must not wait for the vault.
  const isKept = callback.kind === 'event' || isTokenization(known.session)
  const event = isKept ? await eventOf(world, { sessionId, callback }) : callback.event(null)
  const advanced = await advance(world, { sessionId, event, announce: true, remainingMs, known })
  journalContradiction(world.journal, { advanced, event: event(world.surroundings.now()) })
  return advanced.result
}

/** A token is sealed before it becomes part of anything. */
async function eventOf(
  world: World,
  told: {
    readonly sessionId: SessionId
    readonly callback: Extract<Callback, { kind: 'event' | 'token' }>
  },
): Promise<(at: EpochMs) => CallbackEvent> {
  const { sessionId, callback } = told
  if (callback.kind === 'event') return callback.event
  return callback.event(await world.vault.seal(callback.token, sessionId))
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
