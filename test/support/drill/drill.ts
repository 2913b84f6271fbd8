import { promptKeyOf } from '../../../lambda/domain/guide/prompt.ts'
import type { Command } from '../../../lambda/domain/session/command.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { isTerminal } from '../../../lambda/domain/session/session.ts'
import type { EpochMs } from '../../../lambda/domain/values/time.ts'
import { readCallback } from '../../../lambda/http/twilio/callback-parameters.ts'
import type { SessionStore } from '../../../lambda/ports/session-store.ts'
import type { PaymentToken } from '../../../lambda/ports/token-vault.ts'
import type { World } from '../../../lambda/use-cases/engine/world.ts'
import { receiveCallback } from '../../../lambda/use-cases/receive-callback.ts'
import { settleDueSessions } from '../../../lambda/use-cases/settle-due-sessions.ts'
import { aCallSid, aSessionId, at } from '../a-session.ts'
import { memoryQueue } from '../memory/queue.ts'
import type { MemoryStores } from '../memory/stores.ts'
import { Crash, Crasher, type CrashPlan } from './crash.ts'
import { SmallTwilio } from './small-twilio.ts'

export type DrillStores = Pick<MemoryStores, 'claims' | 'progress'> & {
  readonly sessions: SessionStore
}

/** Plenty: a drill is about dying, not about running out of time. */
export const remainingMs = () => 60_000

/** Every webhook of a drill is genuine. */
export const signers = ['default']

/** Twilio delivers again after a 5xx as often as our callback URLs ask for. */
const DELIVERIES_MAX = 4

/** More than one payment ever claims. */
const IDS_PER_RUN = 1_000

interface DrillOptions {
  readonly plan: CrashPlan
  readonly stores: DrillStores
  /** Keeps apart what several drills leave in the same stores. */
  readonly run: number
}

/**
 * One payment, with Twilio in memory and a virtual clock, in which the planned I/O kills the
 * function that awaits it. What dies is tried again as the world would: callbacks are delivered
 * again, clients repeat requests, a call whose webhook failed ends, the schedule runs each minute.
 */
export class Drill {
  readonly twilio = new SmallTwilio()
  readonly crasher: Crasher
  readonly world: World
  readonly callSid: Session['callSid']
  /** Sends for which no stored session owed just that command at that moment. */
  readonly unrecorded: string[] = []
  readonly #stores: DrillStores
  #nowMs = 0
  #ids = 0

  constructor({ plan, stores, run }: DrillOptions) {
    this.callSid = aCallSid(run)
    this.crasher = new Crasher(plan)
    this.#stores = stores
    const { crasher, twilio } = this
    const payments = crasher.wrap(this.#watched(stores.sessions))
    this.world = {
      sessions: crasher.wrap(stores.sessions),
      claims: crasher.wrap(stores.claims),
      progress: crasher.wrap(stores.progress),
      payments,
      calls: crasher.wrap({
        say: (session: Session, twiml: string) => twilio.say(session, twiml),
        status: () => twilio.status(),
      }),
      lookUp: null,
      vault: crasher.wrap({
        seal: async (token: PaymentToken) => JSON.stringify(token),
        open: async (sealed: string) => JSON.parse(sealed),
      }),
      callbacks: memoryQueue(),
      journal: { write: () => {} },
      surroundings: {
        now: () => this.now(),
        wait: async () => {},
        chance: () => 0.5,
        newSessionId: () => {
          this.#ids += 1
          return aSessionId(run * IDS_PER_RUN + this.#ids)
        },
      },
      voice: { delivery: 'push', publicBaseUrl: 'https://pay.example.com' },
      merchants: new Map([['default', { paymentConnector: 'Default' }]]),
    }
  }

  now(): EpochMs {
    return at(this.#nowMs)
  }

  passes(spanMs: number): void {
    this.#nowMs += spanMs
  }

  /** Runs until it lives through it, at most as often as given. Tells what came of it. */
  async surviving<Result>(tries: number, run: () => Promise<Result>): Promise<Result | 'died'> {
    for (let attempt = 1; attempt <= tries; attempt++) {
      try {
        return await run()
      } catch (error) {
        if (!(error instanceof Crash)) throw error
      }
    }
    return 'died'
  }

  async deliverAll(sessionId: Session['id']): Promise<void> {
    for (let next = this.twilio.outbox.shift(); next; next = this.twilio.outbox.shift()) {
      const { attempt, step, parameters } = next
      const paymentSid = this.#paymentSid(parameters.get('Sid'))
      const callback = readCallback(parameters, { attempt, step, paymentSid })
      await this.surviving(DELIVERIES_MAX, () =>
        receiveCallback(this.world, { sessionId, step, callback, signers, remainingMs }),
      )
    }
  }

  /** The schedule runs, and callbacks arrive, until the session has ended and owes nothing. */
  async settle(sessionId: Session['id']): Promise<Session | null> {
    for (let minute = 0; minute < 60; minute++) {
      const stored = await this.#stored(sessionId)
      if (stored === null || (isTerminal(stored) && stored.pending === null)) return stored
      await this.minutePasses(sessionId)
      while (this.twilio.key()) await this.deliverAll(sessionId)
    }
    return this.#stored(sessionId)
  }

  async minutePasses(sessionId: Session['id']): Promise<void> {
    this.passes(60_000)
    await this.surviving(1, () => settleDueSessions(this.world, { remainingMs }))
    await this.deliverAll(sessionId)
  }

  /** Whatever session the call has, looked up behind the crasher's back. */
  async sessionOnCall(): Promise<Session['id'] | null> {
    const claim = await this.#stores.claims.find(`call#${this.callSid}`, this.now())
    if (claim === null) return null
    return (await this.#stored(claim.sessionId)) === null ? null : claim.sessionId
  }

  /** The prompt that the caller answers. */
  async promptKey(sessionId: Session['id']): Promise<string> {
    const session = await this.#stored(sessionId)
    return session === null ? '' : promptKeyOf(session)
  }

  async #stored(sessionId: Session['id']): Promise<Session | null> {
    return (await this.#stores.sessions.load(sessionId))?.session ?? null
  }

  #paymentSid(text: string | undefined) {
    const known = this.twilio.sids().find((sid) => sid === text)
    if (known === undefined) throw new Error(`Twilio told of a payment it does not have: ${text}`)
    return known
  }

  /** Write-ahead: what is sent must already be owed, durably, with the very same step. */
  #watched(sessions: SessionStore): Pick<SmallTwilio, 'send' | 'timeoutMs'> {
    const { twilio, unrecorded } = this
    return {
      timeoutMs: twilio.timeoutMs,
      send: async (request: Parameters<SmallTwilio['send']>[0]) => {
        const owed = (await sessions.load(request.session.id))?.session.pending?.command
        if (!isRecorded(owed, request.command)) {
          unrecorded.push(`${request.command.type} ${request.command.step}`)
        }
        return twilio.send(request)
      },
    }
  }
}

/** As itself, or as what a create says that it replaces. */
function isRecorded(owed: Command | undefined, sent: Command): boolean {
  if (owed?.step !== sent.step) return false
  const replaced = owed.type === 'create' ? owed.replaces : null
  return owed.type === sent.type || (sent.type === 'cancel' && sent.paymentSid === replaced)
}
