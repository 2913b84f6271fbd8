import { isFresh, isTooLate } from '../../domain/guide/late.ts'
import type { CallbackEvent } from '../../domain/session/event.ts'
import type { EpochMs } from '../../domain/values/time.ts'
import { metrics } from '../../metrics.ts'
import { AppError, errorNameOf } from '../../ports/errors.ts'
import type { JournalEntry } from '../../ports/journal.ts'
import type { QueuedCallback } from '../../ports/outage/callback-queue.ts'
import { advance } from '../engine/advance.ts'
import { journalContradiction } from '../engine/journal-change.ts'
import type { World } from '../engine/world.ts'

export interface QueuedMessage {
  readonly id: string
  /** Messages of one group are about one session, and come in the order they were put. */
  readonly group: string
  readonly body: string
}

export interface ReplayCallbacks {
  readonly messages: readonly QueuedMessage[]
  readonly remainingMs: () => number
}

/** What one callback may take at the most: as long as the function has that receives them. */
const REPLAYING_MS = 14_000

/**
 * Takes in what came while the database was away: sessions side by side, each in its order. When
 * something does not answer, the rest of that session waits, too. What can never be taken in holds
 * nobody up: the steps tell what is stale, and a verdict behind it must not wait for hours.
 * @returns the ids of those that have to stay in the queue
 */
export async function replayCallbacks(
  world: World,
  { messages, remainingMs }: ReplayCallbacks,
): Promise<readonly string[]> {
  const names = [...new Set(messages.map(({ group }) => group))]
  const left = names.map((name) => {
    const group = messages.filter((message) => message.group === name)
    return replayGroup(world, { group, remainingMs })
  })
  return (await Promise.all(left)).flat()
}

async function replayGroup(
  world: World,
  replay: { readonly group: readonly QueuedMessage[]; readonly remainingMs: () => number },
): Promise<readonly string[]> {
  const { group, remainingMs } = replay
  const left: string[] = []
  for (const [place, message] of group.entries()) {
    const rest = group.slice(place).map(({ id }) => id)
    if (remainingMs() < REPLAYING_MS) return [...left, ...rest]
    const end = await replayOne(world, { message, remainingMs })
    if (end === 'again') return [...left, ...rest]
    if (end === 'hopeless') left.push(message.id)
  }
  return left
}

const replayed = {
  level: 'info',
  message: 'callback replayed',
  metric: metrics.callbackReplayed,
} as const

const outcomes: Readonly<Record<Exclude<Replayed, 'lost-race'>, JournalEntry>> = {
  advanced: replayed,
  'nothing-new': { ...replayed, message: 'callback replayed, nothing new' },
  'too-late': { ...replayed, message: 'callback replayed, too late to act on' },
  foreign: { level: 'warn', message: 'signature refused', metric: metrics.signatureRejected },
}

/** `done` with: taken in, or certain to change nothing. */
async function replayOne(
  world: World,
  replay: { readonly message: QueuedMessage; readonly remainingMs: () => number },
): Promise<'done' | 'again' | 'hopeless'> {
  const { journal } = world
  const queued = world.callbacks.read(replay.message.body)
  if (queued === null) {
    const metric = metrics.unexpectedError
    journal.write({ level: 'error', message: 'queued callback unreadable', metric })
    return 'hopeless'
  }
  const { sessionId, told } = queued
  const { attempt, step, type: event } = told
  const about = { sessionId, attempt, step, event }
  try {
    const result = await takeIn(world, { queued, remainingMs: replay.remainingMs })
    if (result === 'lost-race') return 'again'
    journal.write({ ...outcomes[result], ...about })
    return 'done'
  } catch (error) {
    const isAway = error instanceof AppError && error.code !== 'record-unreadable'
    journal.write({
      level: 'error',
      message: 'callback could not be replayed',
      ...about,
      errorName: errorNameOf(error),
      ...(error instanceof AppError ? { refusal: error.code } : {}),
      metric: isAway ? metrics.dependencyFailed : metrics.unexpectedError,
    })
    return isAway ? 'again' : 'hopeless'
  }
}

type Replayed = 'advanced' | 'nothing-new' | 'too-late' | 'foreign' | 'lost-race'

/**
 * The same line as a callback that comes from Twilio. Its time is now: deadlines and the clocks of
 * retries begin when a session changes, and a verdict counts whenever it comes.
 */
async function takeIn(
  world: World,
  replay: { readonly queued: QueuedCallback; readonly remainingMs: () => number },
): Promise<Replayed> {
  const { queued, remainingMs } = replay
  const { sessionId, told, signers } = queued
  const known = await world.sessions.load(sessionId)
  if (known === null) return 'nothing-new'
  if (!signers.includes(known.session.terms.merchant)) return 'foreign'
  const ageMs = world.surroundings.now() - queued.receivedAt
  if (isTooLate(known.session, { type: told.type, ageMs })) return 'too-late'
  const event = (at: EpochMs): CallbackEvent => ({ ...told, at })
  // A caller who is still with us hears it at the next turn; one who was sent elsewhere meanwhile
  // must not be called back.
  const announce = isFresh(ageMs)
  const advanced = await advance(world, { sessionId, event, announce, remainingMs, known })
  journalContradiction(world.journal, { advanced, event: event(world.surroundings.now()) })
  const { result } = advanced
  return result === 'advanced' || result === 'lost-race' ? result : 'nothing-new'
}
