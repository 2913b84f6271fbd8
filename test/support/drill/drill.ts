import type { Command } from '../../../lambda/domain/session/command.ts'
import type { Session, Status } from '../../../lambda/domain/session/session.ts'
import { isTerminal } from '../../../lambda/domain/session/session.ts'
import type { EpochMs } from '../../../lambda/domain/values/time.ts'
import { readCallback } from '../../../lambda/http/twilio/callback-parameters.ts'
import { AppError } from '../../../lambda/ports/errors.ts'
import type { JournalEntry } from '../../../lambda/ports/journal.ts'
import { receiveCallback } from '../../../lambda/use-cases/receive-callback.ts'
import { settleDueSessions } from '../../../lambda/use-cases/settle-due-sessions.ts'
import { aCallSid, aSessionId, at } from '../a-session.ts'
import { dueAt } from '../memory/due.ts'
import { memoryOutcomes } from '../memory/outcomes.ts'
import { Crash, Crasher, type Death, type Silence } from './crash.ts'
import { Outage, type OutagePlan, sitsOut } from './places/outage.ts'
import { type ProcessorNature, SmallProcessor } from './places/small-processor.ts'
import { type Delivery, SmallTwilio, type TwilioNature } from './places/small-twilio.ts'
import { type DrillPorts, type DrillStores, drillPorts, verified } from './ports.ts'

/** Plenty: a drill is about dying, not about running out of time. */
export const remainingMs = () => 60_000

/** Twilio delivers again after a 5xx as often as our callback URLs ask for. */
const DELIVERIES_MAX = 4

/** More than one payment ever claims. */
const IDS_PER_RUN = 1_000

/** Longer than an idle session may live, so that every one has ended by then. */
const MINUTES_MAX = 60

export type Nature = TwilioNature & ProcessorNature

export interface DrillOptions {
  readonly deaths: readonly Death[]
  readonly nature: Nature
  readonly stores: DrillStores
  /** Keeps apart what several drills leave in the same stores. */
  readonly run: number
  readonly delivery?: 'push' | 'poll'
  readonly outage?: OutagePlan
  readonly silence?: Silence
  /** Whether it is noted where in the code it dies. */
  readonly traces?: boolean
}

/** A use case, and as what it met a session. */
export type Met = `${string}, ${Session['mode']} ${Status}`

/** One invocation of a function: which use case, and how often the world tries it. */
interface Invocation {
  readonly useCase: string
  readonly tries: number
  readonly dooms?: string
}

/**
 * One payment, with Twilio in memory and a virtual clock, in which the planned I/Os kill the
 * function that awaits them. What dies is tried again as the world would: callbacks are delivered
 * again, clients repeat requests, a call whose webhook failed ends, the schedule runs each minute.
 */
export class Drill {
  readonly twilio: SmallTwilio
  readonly processor: SmallProcessor
  readonly outage: Outage
  readonly crasher: Crasher
  readonly callSid: Session['callSid']
  /** Sends for which no stored session owed just that command at that moment. */
  readonly unrecorded: string[] = []
  readonly journal: JournalEntry[] = []
  /** What integrators were told, repetitions and all. */
  readonly outcomes = memoryOutcomes()
  /** Every write of a session that was applied, in its order. */
  readonly writes: Array<{ readonly version: number; readonly session: Session }> = []
  /** Each send to Twilio, by how many I/Os there had been. */
  readonly sentAfter: number[] = []
  /** Which use case was killed, and as what the session stood then. */
  readonly killedIn: Met[] = []
  /** A person has looked at the processor, and has told what is there. */
  isToldByPerson = false
  readonly ports: DrillPorts
  readonly #stores: DrillStores
  #nowMs = 0
  #ids = 0
  #rivals = 0

  constructor({ deaths, nature, stores, run, ...more }: DrillOptions) {
    this.callSid = aCallSid(run)
    this.crasher = new Crasher({
      deaths,
      silence: more.silence,
      traces: more.traces ?? false,
      onDeath: (useCase) => this.#noteMet(useCase),
    })
    this.processor = new SmallProcessor(nature, () => this.now())
    this.twilio = new SmallTwilio(nature, this.processor)
    this.outage = new Outage(more.outage ?? null)
    this.#stores = stores
    this.ports = drillPorts(this, {
      stores,
      delivery: more.delivery ?? 'push',
      hasLookUp: nature.lookUp !== undefined,
      newSessionId: () => {
        this.#ids += 1
        return aSessionId(run * IDS_PER_RUN + this.#ids)
      },
      losesRace: () => this.#losesRace(),
    })
  }

  now(): EpochMs {
    return at(this.#nowMs)
  }

  passes(spanMs: number): void {
    this.#nowMs += spanMs
  }

  /** Others are quicker to write, so many times. */
  outrun(times: number): void {
    this.#rivals = times
  }

  /** Runs until it lives through it, at most as often as given. Tells what came of it. */
  async surviving<Result>(
    { tries, ...process }: Invocation,
    useCase: (world: DrillPorts) => Promise<Result>,
  ): Promise<Result | 'died'> {
    for (let attempt = 1; attempt <= tries; attempt++) {
      try {
        return await this.crasher.run({ ...process, ports: this.ports }, useCase)
      } catch (error) {
        // What is broken is answered with a 5xx: to whoever asked, that is no answer either.
        if (!(error instanceof Crash || error instanceof AppError)) throw error
      }
    }
    return 'died'
  }

  async deliverAll(sessionId: Session['id']): Promise<void> {
    for (let next = this.twilio.outbox.shift(); next; next = this.twilio.outbox.shift()) {
      this.outage.meets(next.parameters)
      await this.deliver(sessionId, next)
    }
    if (this.outage.isAway || this.outage.waiting().length > 0) await sitsOut(this, sessionId)
  }

  async deliver(sessionId: Session['id'], told: Delivery): Promise<void> {
    const { attempt, step, parameters } = told
    const paymentSid = this.#paymentSid(parameters.get('Sid'))
    const callback = readCallback(parameters, { attempt, step, paymentSid })
    await this.surviving({ useCase: 'receiveCallback', tries: DELIVERIES_MAX }, async (world) => {
      const signers = await verified(world, { sessionId, attempt, step })
      await receiveCallback(world, { sessionId, step, callback, signers, remainingMs })
    })
  }

  /** The schedule runs, and callbacks arrive, until the session needs nothing any more. */
  async settle(sessionId: Session['id']): Promise<Session | null> {
    for (let minute = 0; minute < MINUTES_MAX; minute++) {
      const stored = await this.stored(sessionId)
      if (stored === null || this.#isOver(stored)) break
      // Nothing is due until then, so that the schedule would find nothing.
      const idleMs = (dueAt(stored) ?? 0) - this.now() - 60_000
      if (isTerminal(stored) && idleMs > 0) this.passes(idleMs)
      await this.minutePasses(sessionId)
      while (this.twilio.key()) await this.deliverAll(sessionId)
    }
    return (await this.#stores.sessions.load(sessionId))?.session ?? null
  }

  async minutePasses(sessionId: Session['id']): Promise<void> {
    this.passes(60_000)
    await this.runSchedule()
    await this.deliverAll(sessionId)
  }

  async runSchedule(): Promise<void> {
    await this.surviving({ useCase: 'settleDueSessions', tries: 1 }, (world) =>
      settleDueSessions(world, { remainingMs }),
    )
  }

  /** Told, and unresolved for good or asked about at the processor until there is an answer. */
  #isOver(session: Session): boolean {
    const isWaiting = this.ports.lookUp !== null && dueAt(session) !== null
    const isTold = session.untold === undefined
    return isTerminal(session) && session.pending === null && isTold && !isWaiting
  }

  /** Whatever session the call has, looked up behind the crasher's back. */
  async sessionOnCall(): Promise<Session['id'] | null> {
    const claim = await this.#stores.claims.find(`call#${this.callSid}`, this.now())
    if (claim === null) return null
    return (await this.stored(claim.sessionId)) === null ? null : claim.sessionId
  }

  /** As it was written last, and so without another read: the drill is its only writer. */
  async stored(sessionId: Session['id']): Promise<Session | null> {
    return this.writes.findLast(({ session }) => session.id === sessionId)?.session ?? null
  }

  /** Write-ahead: what is sent must already be owed, durably, with the very same step. */
  async send(request: Parameters<SmallTwilio['send']>[0]) {
    const { session, command } = request
    this.sentAfter.push(this.crasher.hops.length)
    const owed = (await this.#stores.sessions.load(session.id))?.session.pending?.command
    if (!isRecorded(owed, command)) this.unrecorded.push(`${command.type} ${command.step}`)
    return this.twilio.send(request)
  }

  #noteMet(useCase: string): void {
    const { mode, state } = this.writes.at(-1)?.session ?? {}
    if (mode === undefined || state === undefined) return
    this.killedIn.push(`${useCase}, ${mode} ${state.status}`)
  }

  #losesRace(): boolean {
    this.#rivals -= 1
    return this.#rivals >= 0
  }

  #paymentSid(text: string | undefined) {
    const known = this.twilio.sids().find((sid) => sid === text)
    if (known === undefined) throw new Error(`Twilio told of a payment it does not have: ${text}`)
    return known
  }
}

/** As itself, or as what a create says that it replaces. */
function isRecorded(owed: Command | undefined, sent: Command): boolean {
  if (owed?.step !== sent.step) return false
  const replaced = owed.type === 'create' ? owed.replaces : null
  return owed.type === sent.type || (sent.type === 'cancel' && sent.paymentSid === replaced)
}
