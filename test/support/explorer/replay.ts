import { setImmediate as allSettled } from 'node:timers/promises'
import type { Command } from '../../../lambda/domain/session/command.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { StoredSession } from '../../../lambda/ports/session-store.ts'
import type { SendOutcome } from '../../../lambda/ports/twilio-payments.ts'
import { advance, follow } from '../../../lambda/use-cases/engine/advance.ts'
import type { World } from '../../../lambda/use-cases/engine/world.ts'
import { receiveCallback } from '../../../lambda/use-cases/receive-callback.ts'
import { settleDueSessions } from '../../../lambda/use-cases/settle-due-sessions.ts'
import { aSessionId, at } from '../a-session.ts'
import { memoryOutcomes } from '../memory/outcomes.ts'
import { memoryQueue } from '../memory/queue.ts'
import { memoryStores } from '../memory/stores.ts'
import { readPost } from './posts.ts'
import { isRecorded } from './recorded.ts'
import { movesFrom, nameOf, requestsFrom, type Stand, tells } from './stand.ts'
import type { Script } from './twilio.ts'

/** A send of the real code, held until the model says that its answer comes. */
interface Held {
  readonly command: Command
  readonly bornMs: number
  readonly answer: (outcome: SendOutcome) => void
}

const remainingMs = () => 60_000

/** By what comes of a send: what the code is told of what it has to close ahead of it. */
const answersAhead: ReadonlyMap<string, SendOutcome> = new Map<string, SendOutcome>([
  ['send', { outcome: 'refused', twilioCode: 20404 }],
  ['lose', { outcome: 'refused', twilioCode: 20404 }],
  ['drop', { outcome: 'unknown' }],
  ['busy', { outcome: 'unsent', retryAfterMs: null }],
])

/**
 * The same way once more, on the use cases themselves: callbacks, requests, the schedule, with
 * each send held back as long as the model holds it. Tells where the two differ.
 */
export async function replay(
  start: Stand,
  { way, script }: { readonly way: readonly string[]; readonly script: Script },
): Promise<readonly string[]> {
  const code = new Code(start)
  await code.begin()
  const differences: string[] = []
  let stand = start
  for (const name of way) {
    const move = movesFrom(stand, script).find((known) => known.name === name)
    if (move === undefined) throw new Error(`The model has no move ${name} here.`)
    const before = await code.stored()
    await code.take(name, { from: stand, to: move.to })
    stand = move.to
    const after = await code.stored()
    differences.push(...leapOf({ name, before, after }))
    // The model tells an ending at once; in the code whoever wrote it waits for Twilio as well.
    const session = code.isTelling ? tells(after.session) : after.session
    const [stored, wanted] = [session, stand.session].map(shown)
    if (stored !== wanted) differences.push(`after ${name}: ${stored} instead of ${wanted}`)
  }
  return [...differences, ...code.unrecorded]
}

/** I4: what is another session has a higher version, and what is the same one has the same. */
function leapOf(written: {
  readonly name: string
  readonly before: StoredSession
  readonly after: StoredSession
}): readonly string[] {
  const { name, before, after } = written
  const isChanged = JSON.stringify(before.session) !== JSON.stringify(after.session)
  const isRight = isChanged ? after.version > before.version : after.version === before.version
  return isRight ? [] : [`after ${name}: version ${after.version} after ${before.version}`]
}

/** Keys of clients, of which the model has none, are left out. */
const shown = (session: Session): string =>
  JSON.stringify({ ...session, keys: [] }, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )

class Code {
  readonly unrecorded: string[] = []
  readonly #stores = memoryStores()
  #held: Held[] = []
  /** Has just been answered, and may send again. */
  #sender: Held | null = null
  #hasDied = false
  #stand: Stand
  readonly #world: World

  constructor(start: Stand) {
    this.#stand = start
    this.#world = {
      ...this.#stores,
      payments: { timeoutMs: 5_000, send: ({ command }) => this.#hold(command) },
      calls: {
        say: async () => true,
        status: async () => (this.#stand.twilio.callOver ? 'over' : 'in-progress'),
      },
      lookUp: null,
      callbacks: memoryQueue(),
      outcomes: memoryOutcomes(),
      vault: { seal: async () => '', open: async () => ({ paymentToken: '', profileId: '' }) },
      journal: { write: () => {} },
      surroundings: {
        now: () => at(this.#stand.clockMs),
        wait: async () => {},
        chance: () => 0.5,
        newSessionId: () => aSessionId(2),
      },
      voice: { delivery: 'push', publicBaseUrl: 'https://pay.example.com' },
      merchants: new Map(),
    }
  }

  async begin(): Promise<void> {
    const { session } = this.#stand
    await this.#stores.sessions.insert(session)
    const input = { announce: false, remainingMs }
    void follow(this.#world, { input, before: null, stand: { session, version: 1 } })
    await allSettled()
  }

  async stored(): Promise<StoredSession> {
    const stored = await this.#stores.sessions.load(this.#stand.session.id)
    if (stored === null) throw new Error('The session is gone.')
    return stored
  }

  /** Who has told an ending crosses it out with Twilio's answer, or has died before. */
  get isTelling(): boolean {
    return this.#held.length > 0 || this.#hasDied
  }

  async take(name: string, { from, to }: { from: Stand; to: Stand }): Promise<void> {
    const [what = ''] = name.split(' ')
    const rest = name.slice(what.length + 1)
    this.#stand = what === 'tick' ? { ...from, clockMs: to.clockMs } : from
    const ahead = answersAhead.get(what)
    if (ahead !== undefined) await this.#goesOut(rest, ahead)
    if (what === 'answer') await this.#answered(rest, from)
    if (what === 'die') this.#dies(rest)
    if (what === 'deliver') this.#deliver(rest)
    if (what === 'tick') {
      const isAlive = ({ bornMs }: Held) => to.workers.some((worker) => worker.bornMs === bornMs)
      this.#buries(this.#held.filter((held) => !isAlive(held)))
      void settleDueSessions(this.#world, { remainingMs })
    }
    const event = requestsFrom(from, name)
    if (event !== null) this.#advance(event)
    await allSettled()
    this.#stand = to
  }

  #advance(event: Parameters<typeof advance>[1]['event']): void {
    const { id: sessionId } = this.#stand.session
    void advance(this.#world, { sessionId, event, announce: true, remainingMs })
  }

  #deliver(text: string): void {
    const { step, callback } = readPost(text)
    const { id: sessionId } = this.#stand.session
    const signers = ['default']
    void receiveCallback(this.#world, { sessionId, step, callback, signers, remainingMs })
  }

  async #hold(command: Command): Promise<SendOutcome> {
    const sender = this.#sender?.command.step === command.step ? this.#sender : null
    const bornMs = sender?.bornMs ?? this.#stand.clockMs
    const { session } = await this.stored()
    if (!isRecorded(session, command)) {
      this.unrecorded.push(`I2: ${command.type} ${command.step} was sent unrecorded`)
    }
    return new Promise((answer) => this.#held.push({ command, bornMs, answer }))
  }

  #find(name: string): Held {
    const held = this.#held.find((known) => nameOf(known) === name)
    if (held === undefined) throw new Error(`The code does not send ${name}.`)
    return held
  }

  /** What has to be closed first holds up the command itself, as often as it is sent. */
  async #goesOut(name: string, outcome: SendOutcome): Promise<void> {
    let ahead = this.#aheadOf(name)
    while (ahead !== undefined) {
      await this.#hears(ahead, outcome)
      ahead = this.#aheadOf(name)
    }
    this.#find(name)
  }

  /** What it sends next, of the same or after it, is sent by the same function. */
  async #hears(held: Held, outcome: SendOutcome): Promise<void> {
    this.#held = this.#held.filter((other) => other !== held)
    this.#sender = held
    held.answer(outcome)
    await allSettled()
    this.#sender = null
  }

  #aheadOf(name: string): Held | undefined {
    const [type = '', step = '', , bornMs = ''] = name.split(' ')
    return this.#held.find(
      ({ command, ...held }) =>
        type === 'create' &&
        command.type === 'cancel' &&
        `${command.step} ${held.bornMs}` === `${step} ${bornMs}`,
    )
  }

  #dies(name: string): void {
    this.#buries([this.#aheadOf(name) ?? this.#find(name)])
  }

  #buries(dead: readonly Held[]): void {
    if (dead.length > 0) this.#hasDied = true
    this.#held = this.#held.filter((held) => !dead.includes(held))
  }

  /**
   * Without an answer everything but a charge is sent again, and what Twilio did not take is, a
   * charge as well; and nobody answers that either.
   */
  async #answered(name: string, { workers }: Stand): Promise<void> {
    const isHeard = (worker: Stand['workers'][number]) =>
      worker.outcome !== null && nameOf(worker) === name
    const outcome = workers.find(isHeard)?.outcome
    if (!outcome) throw new Error(`The model has no answer to ${name}.`)
    const isUnsure = outcome.outcome === 'unknown' && !name.startsWith('complete')
    const sends = isUnsure || outcome.outcome === 'unsent' ? 3 : 1
    for (let send = 1; send <= sends; send++) await this.#hears(this.#find(name), outcome)
  }
}
