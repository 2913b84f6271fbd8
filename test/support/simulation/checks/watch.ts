import { type Command, closedAheadOf } from '../../../../lambda/domain/session/command.ts'
import type { Outcome } from '../../../../lambda/domain/session/outcome.ts'
import {
  isTokenization,
  moneyMoved,
  type Session,
} from '../../../../lambda/domain/session/session.ts'
import type { SessionId } from '../../../../lambda/domain/values/ids.ts'
import { metrics } from '../../../../lambda/metrics.ts'
import type { JournalEntry } from '../../../../lambda/ports/journal.ts'
import type { Told } from '../places/payment.ts'
import { Endings } from './endings.ts'
import { claimIn, isLawful } from './laws.ts'
import { Verdicts } from './verdicts.ts'

/** The name of a law, and how it was broken. */
export interface Broken {
  readonly law: Law
  readonly how: string
}

/** What must hold in every schedule, whatever goes wrong. */
export const laws = {
  'one-charge': 'a payment is charged once at the most',
  'write-ahead': 'what is sent was recorded before, and a charge is still owed',
  'nothing-lost': 'a charge that was made is told as made, or as not known',
  'ended-is-ended': 'a status leads only where the table of statuses says',
  'one-key': 'a request to Twilio has one key for ever, and a key one request',
  'sent-once': 'a charge that may have reached Twilio is not sent again',
  'truth-told': 'a caller is told of a charge what is true of it',
  'same-answer': 'the same request with the same key is answered the same',
  'comes-to-an-end': 'a session ends in time once the trouble is over',
  'answered-is-kept': 'a verdict that Twilio was answered for is told, also after an outage',
  'in-order': 'callbacks of a session that had to wait are taken in, in their order',
  'queue-empties': 'no callback is left over but what nobody can read, and that with an alarm',
  'found-out': 'where somebody can find out what became of a charge, it is found out',
  'all-told': 'integrators hear of each ending at least once, and in order',
  alarmed: 'a charge that nobody knows of raises an alarm, and no false one is raised',
  record: 'what another version of the code wrote survives',
  works: 'on a day without trouble a payment comes to its end, and nothing throws',
} as const

export type Law = keyof typeof laws

export interface WatchMemory {
  readonly recorded: ReadonlyArray<readonly [name: string, type: string]>
  readonly keys: ReadonlyArray<readonly [name: string, key: string]>
}

/** Sees everything that is durable, sent, charged and said, and compares it with the laws. */
export class Watch {
  broke: Broken | null = null
  readonly #charges = new Map<string, number>()
  readonly #recorded = new Map<string, string>()
  readonly #keys = new Map<string, string>()
  readonly #mayBeOut = new Set<string>()
  readonly #alarmed = new Set<string>()
  readonly #said = new Map<SessionId, string>()
  readonly #answers = new Map<string, string>()
  readonly #verdicts = new Verdicts()
  readonly #endings = new Endings()
  readonly #stop: () => void
  #bugs = 0

  constructor(stop: () => void) {
    this.#stop = stop
  }

  /** What was recorded and sent so far, for a schedule that goes on from here. */
  get memory(): WatchMemory {
    return { recorded: [...this.#recorded], keys: [...this.#keys] }
  }

  remembers({ recorded, keys }: WatchMemory): void {
    for (const [name, type] of recorded) this.#recorded.set(name, type)
    for (const [name, key] of keys) this.#keys.set(name, key)
  }

  broken(law: Law, how: string): void {
    this.broke ??= { law, how }
    this.#stop()
  }

  charges(of: string): number {
    return this.#charges.get(of) ?? 0
  }

  stored({ before, after }: { readonly before: Session | null; readonly after: Session }): void {
    const from = before?.state.status ?? null
    const to = after.state.status
    if (!isLawful(from, to))
      this.broken('ended-is-ended', `${after.id} went from ${from} to ${to}.`)
    if (from !== to) this.#endings.came(after)
    this.#compareWithLedger(after)
    const command = after.pending?.command
    if (command === undefined) return
    this.#record(after.id, command)
    const ahead = closedAheadOf(command)
    if (ahead !== null) this.#record(after.id, ahead)
  }

  /** A function sends: the table says at this very moment what is owed. */
  sends(request: { session: Session; command: Command; durable: Session | null }): void {
    const { session, command, durable } = request
    const name = nameOf(session.id, command)
    if (this.#recorded.get(name) !== command.type) {
      this.broken('write-ahead', `${command.type} was sent as ${name}, which is not recorded.`)
    }
    if (command.type !== 'complete') return
    const status = durable?.state.status ?? 'gone'
    if (!isOut.has(status)) {
      this.broken('write-ahead', `${name} charges while the session is ${status}.`)
    }
    if (this.#mayBeOut.has(name)) this.broken('sent-once', `${name} may have been executed.`)
  }

  /** A request is at Twilio, or may be. */
  arrives(request: { readonly key: string; readonly name: string }): void {
    const { key, name } = request
    const ofKey = this.#keys.get(`key ${key}`)
    const ofName = this.#keys.get(`name ${name}`)
    if ((ofKey ?? name) !== name || (ofName ?? key) !== key) {
      this.broken('one-key', `${name} has key ${key}; before: ${ofKey ?? ofName}.`)
    }
    this.#keys.set(`key ${key}`, name)
    this.#keys.set(`name ${name}`, key)
  }

  /** From now on nobody can say that this was not executed. */
  mayHaveReached(session: Session, command: Command): void {
    if (command.type === 'complete') this.#mayBeOut.add(nameOf(session.id, command))
  }

  journal({ metric, sessionId }: JournalEntry): void {
    if (metric === metrics.chargeContradicted) {
      this.broken('alarmed', `Session ${sessionId} is said to be contradicted.`)
    }
    if (metric === metrics.unexpectedError) this.#bugs += 1
    if (metric === metrics.sessionUnresolved) this.#alarmed.add(sessionId ?? '')
  }

  /** Something was logged for a person to mend. */
  get hasSeenBugs(): boolean {
    return this.#bugs > 0
  }

  /** Twilio has its 2xx, and will not tell this again. */
  answeredFor(told: Told): void {
    this.#verdicts.answered(told)
  }

  /** The queue of integrators has it. */
  told(id: SessionId, outcome: Outcome): void {
    this.#endings.told(id, outcome)
  }

  charged(made: { readonly sessionId: string; readonly purchase: string }): void {
    for (const of of [made.sessionId, made.purchase]) {
      const count = this.charges(of) + 1
      this.#charges.set(of, count)
      if (count > 1) this.broken('one-charge', `${of} is charged ${count} times.`)
    }
  }

  /** The caller hears this. It must be true, and stay so as long as nothing else is said. */
  says(sessionId: SessionId, words: string): void {
    this.#said.set(sessionId, words)
    this.#compareWords(sessionId, words)
  }

  /** The caller agrees to pay: what was said before, such as "not charged", was about before. */
  agrees(sessionId: SessionId): void {
    this.#said.delete(sessionId)
  }

  answered(request: { readonly key: string; readonly answer: string }): void {
    const { key, answer } = request
    const earlier = this.#answers.get(key) ?? answer
    this.#answers.set(key, answer)
    if (earlier !== answer) this.broken('same-answer', `${key}: ${earlier}, and then ${answer}.`)
  }

  /** When nothing can happen any more. */
  ends(sessions: readonly Session[]): void {
    for (const session of sessions) {
      this.#compareWithLedger(session)
      this.#compareWords(session.id, this.#said.get(session.id) ?? '')
      if (this.#verdicts.isForgottenBy(session)) {
        this.broken('answered-is-kept', `${session.id} is ${session.state.status} all the same.`)
      }
      const isSilent = session.state.status === 'unresolved' && !this.#alarmed.has(session.id)
      if (isSilent) this.broken('alarmed', `Nobody hears of ${session.id}.`)
      const gap = this.#endings.gapOf(session.id)
      if (gap !== null) this.broken('all-told', `${session.id} ${gap}.`)
    }
  }

  #record(id: SessionId, command: Command): void {
    const name = nameOf(id, command)
    const earlier = this.#recorded.get(name) ?? command.type
    if (earlier !== command.type) this.broken('one-key', `${name} is ${earlier}, ${command.type}.`)
    this.#recorded.set(name, command.type)
  }

  #compareWithLedger(session: Session): void {
    const { id, state } = session
    const count = this.charges(id)
    const isDone = state.status === 'succeeded' || moneyMoved(session) === 'moved'
    if (isDone && count === 0)
      this.broken('truth-told', `${id} succeeded, and nothing was charged.`)
    if (count > 0 && (!isOut.has(state.status) || isDenied(session)))
      this.broken('nothing-lost', `${id} is charged and ${state.status}.`)
  }

  #compareWords(id: SessionId, words: string): void {
    const claim = claimIn(words)
    const isCharged = this.charges(id) > 0
    if (claim === null || (claim === 'done') === isCharged) return
    const truth = isCharged ? 'charged' : 'not charged'
    this.broken('truth-told', `${id} is ${truth}, and the caller was told: ${words}`)
  }
}

/** Statuses in which a charge may have been made. */
const isOut: ReadonlySet<string> = new Set(['completing', 'succeeded', 'unresolved'])

/** What a client would be told; of a token there is no money to tell. */
const isDenied = (session: Session): boolean =>
  !isTokenization(session) && moneyMoved(session) === 'not-moved'

export const nameOf = (id: string, { attempt, step }: { attempt: number; step: number }): string =>
  `${id}/${attempt}/${step}`
