import { idempotencyKeyOf } from '../../lambda/domain/session/command.ts'
import type { Session } from '../../lambda/domain/session/session.ts'
import { type EpochMs, parseEpochMs } from '../../lambda/domain/values/time.ts'
import type { JournalEntry } from '../../lambda/ports/journal.ts'
import type { SendOutcome } from '../../lambda/ports/twilio-payments.ts'
import type { VoiceSettings, World } from '../../lambda/use-cases/engine/world.ts'
import type { StartSession } from '../../lambda/use-cases/start-session.ts'
import { aCallSid, aPaymentSid, aSession, aSessionId, NOON } from './a-session.ts'
import { type MemoryOutcomes, memoryOutcomes } from './memory/outcomes.ts'
import { type MemoryQueue, memoryQueue } from './memory/queue.ts'
import { type MemoryStores, memoryStores } from './memory/stores.ts'

/** What Twilio was sent, and what the store held at that instant. */
export interface Sent {
  readonly type: string
  readonly key: string
  readonly stored: Session | null
}

export interface FakeWorld {
  readonly world: World
  readonly stores: MemoryStores
  readonly queue: MemoryQueue
  /** What integrators were told. */
  readonly told: MemoryOutcomes
  readonly sent: readonly Sent[]
  readonly said: readonly string[]
  readonly waits: readonly number[]
  readonly entries: readonly JournalEntry[]
  /** Milliseconds left of the invocation: real waits count, a send takes `sendMs`. */
  readonly remainingMs: () => number
  readonly now: () => EpochMs
}

export interface FakeWorldOptions {
  /** One after the other; the last one for ever. */
  readonly outcomes?: readonly SendOutcome[]
  readonly delivery?: VoiceSettings['delivery']
  readonly remainingMs?: number
  readonly sendMs?: number
  /** When the world begins. @default - noon */
  readonly startAt?: EpochMs
  /** Whether Twilio takes updates of the call. @default - yes */
  readonly callTakesWords?: boolean
  readonly callStatus?: 'in-progress' | 'over' | 'unknown'
  /** Comes between the send and its answer: a callback that overtakes. */
  readonly whileSending?: (fake: FakeWorld) => Promise<unknown>
  readonly stores?: MemoryStores
  /** @default - none is configured */
  readonly lookUp?: World['lookUp']
}

export const accepted: SendOutcome = { outcome: 'accepted', paymentSid: aPaymentSid() }
export const unsent: SendOutcome = { outcome: 'unsent', retryAfterMs: null }
export const unknown: SendOutcome = { outcome: 'unknown' }
export const refusedWith = (twilioCode: number): SendOutcome => ({ outcome: 'refused', twilioCode })

export const publicBaseUrl = 'https://pay.example.com'

/** A world without network or clock: time passes only when somebody waits or sends. */
export function aWorld(options: FakeWorldOptions = {}): FakeWorld {
  const stores = options.stores ?? memoryStores()
  const queue = memoryQueue()
  const told = memoryOutcomes()
  const { outcomes = [accepted], sendMs = 0, delivery = 'push' } = options
  const sent: Sent[] = []
  const said: string[] = []
  const waits: number[] = []
  const entries: JournalEntry[] = []
  let clockMs = 0
  let ids = 0
  const now = () => parseEpochMs((options.startAt ?? NOON) + clockMs)
  const remainingMs = () => (options.remainingMs ?? 14_000) - clockMs
  const world: World = {
    ...stores,
    payments: {
      timeoutMs: 5_000,
      send: async ({ session, command }) => {
        const stored = (await stores.sessions.load(session.id))?.session ?? null
        const outcome = outcomes[Math.min(sent.length, outcomes.length - 1)] ?? accepted
        sent.push({ type: command.type, key: idempotencyKeyOf(session.id, command), stored })
        clockMs += sendMs
        if (sent.length === 1) await options.whileSending?.(fake)
        return outcome
      },
    },
    calls: {
      say: async (_session, twiml) => {
        said.push(twiml)
        return options.callTakesWords ?? true
      },
      status: async () => options.callStatus ?? 'in-progress',
    },
    vault: {
      seal: async (token, sessionId) => `sealed for ${sessionId}: ${JSON.stringify(token)}`,
      open: async (sealed) => JSON.parse(sealed.slice(sealed.indexOf('{'))),
    },
    lookUp: options.lookUp ?? null,
    callbacks: queue,
    outcomes: told,
    journal: { write: (entry) => void entries.push(entry) },
    surroundings: {
      now,
      wait: async (delayMs) => {
        waits.push(delayMs)
        clockMs += delayMs
      },
      chance: () => 0.5,
      newSessionId: () => {
        ids += 1
        return aSessionId(100 + ids)
      },
    },
    voice: { delivery, publicBaseUrl },
    merchants: new Map([['default', { paymentConnector: 'Default' }]]),
  }
  const fake: FakeWorld = {
    ...{ world, stores, queue, told, sent },
    ...{ said, waits, entries, remainingMs, now },
  }
  return fake
}

/** The session as the store has it now. */
export async function storedIn({ stores }: FakeWorld, id = aSessionId()): Promise<Session> {
  const stored = await stores.sessions.load(id)
  if (stored === null) throw new Error(`The store has no session ${id}.`)
  return stored.session
}

/** What an agent's screen asks for to start a payment, and what is other than usual. */
export function aStart(fake: FakeWorld, more: Partial<StartSession> = {}): StartSession {
  const { purchase, terms } = aSession()
  return {
    mode: 'assisted',
    callSid: aCallSid(),
    purchase,
    terms: { ...terms, paymentConnector: null },
    fingerprint: 'what was asked',
    key: 'key-1',
    announce: true,
    remainingMs: fake.remainingMs,
    ...more,
  }
}
