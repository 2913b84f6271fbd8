import type { CallbackEvent } from '../../domain/session/event.ts'
import { withoutCardNumber } from '../../domain/values/card-number.ts'
import type { SessionId } from '../../domain/values/ids.ts'
import { metrics } from '../../metrics.ts'
import type { AppError } from '../../ports/errors.ts'
import type { World } from '../engine/world.ts'

export interface QueueCallback {
  readonly sessionId: SessionId
  /** With the time at which it was received. */
  readonly event: CallbackEvent
  readonly signers: readonly string[]
  /** Why it could not be taken in. */
  readonly because: AppError
}

/**
 * Keeps a callback until the database is back, or the session can be read.
 * @throws AppError the reason itself, when the queue is away too: then Twilio delivers it again
 */
export async function queueCallback(world: World, callback: QueueCallback): Promise<void> {
  const { sessionId, event, signers, because } = callback
  const { at: receivedAt, ...told } = withoutCard(event)
  const result = await world.callbacks.put({ sessionId, told, signers, receivedAt })
  const { attempt, step } = event
  const entry = { sessionId, attempt, step, event: event.type, refusal: because.code }
  if (result === 'unavailable') {
    world.journal.write({ level: 'error', message: 'callback not queued', ...entry })
    throw because
  }
  world.journal.write({ message: 'callback queued', ...entry, ...weightOf(because) })
}

/** An outage ends by itself; for a record that nobody can read a version has to be deployed. */
const weightOf = ({ code }: AppError) =>
  code === 'record-unreadable'
    ? ({ level: 'error', metric: metrics.unexpectedError } as const)
    : ({ level: 'warn', metric: metrics.callbackQueued } as const)

/**
 * A bad processor may send the card number back as its own code. The session, which knows the
 * card, would tell; it cannot be read, and so whatever may be a card number is cut.
 */
function withoutCard(event: CallbackEvent): CallbackEvent {
  if (event.type !== 'payment-succeeded') return event
  return { ...event, confirmationCode: withoutCardNumber(event.confirmationCode) }
}
