import { storageUnavailable } from '../../../lambda/ports/errors.ts'
import type { Journal } from '../../../lambda/ports/journal.ts'
import type { World } from '../../../lambda/use-cases/engine/world.ts'

/** Death of a function in the middle of its work: nothing of its memory is left. */
export class Crash extends Error {
  override readonly name = 'Crash'
}

/**
 * When a function dies of an I/O: before it is sent; when it took effect and its answer was not
 * seen; or with the answer in hand, whatever was to be done with it.
 */
export const moments = ['before', 'unanswered', 'answered'] as const

export interface Death {
  /** The how-manieth awaited I/O of the run kills, from 1. */
  readonly hop: number
  readonly moment: (typeof moments)[number]
}

/** An I/O of the database that ends in an error, and whether it was applied all the same. */
export interface Silence {
  readonly hop: number
  readonly applied: boolean
}

/** One awaited I/O of a run. */
export interface Hop {
  readonly useCase: string
  /** Such as `sessions.save`. */
  readonly io: string
  /** Of which process, as they came. */
  readonly process: number
  /** How much had changed in the world before it: the same number is the same world. */
  readonly changes: number
  /** Something else of its process was under way at the same time. */
  aside: boolean
  /** Nothing comes after it in its process: only here "answered" differs from what follows. */
  last: boolean
}

/** What only looks, or waits, and leaves everything as it is. */
const reads: ReadonlySet<string> = new Set([
  'sessions.load',
  'sessions.due',
  'claims.find',
  'progress.read',
  'calls.status',
  'vault.open',
  'surroundings.wait',
  'verifier.signatureHolds',
  'verifier.sealHolds',
])

/** What only the database can keep silent about. */
export const asksDatabase = ({ io }: Hop): boolean => /^(sessions|claims|progress)\./.test(io)

/** Whether the world may be another after it. */
export const mutates = ({ io }: Hop): boolean => !reads.has(io)

/** One invocation of a function. What it starts after its death, or writes, never happens. */
interface Process {
  readonly useCase: string
  /** An I/O that it dies of by itself, beside what is planned. */
  readonly dooms: string | undefined
  readonly number: number
  /** What it waits for. */
  readonly waiting: Set<Hop>
  life: 'alive' | 'dying' | 'dead'
}

/** These answer at once; what is awaited in others is I/O, whatever is added to them later. */
const pure: ReadonlySet<string> = new Set(['journal', 'voice', 'merchants'])

/** What answers at once, in ports that have I/O, too. */
const atOnce: ReadonlySet<string> = new Set([
  'surroundings.now',
  'surroundings.chance',
  'surroundings.newSessionId',
  'callbacks.read',
])

/** Deep enough for every frame of a use case; the usual ten are not. */
const FRAMES_MAX = 40

interface CrasherOptions {
  readonly deaths: readonly Death[]
  readonly silence?: Silence | undefined
  /** Whether it is noted where in the code it kills. */
  readonly traces: boolean
  /** Called at each death, before the world goes on. */
  readonly onDeath?: (useCase: string) => void
}

/** Counts every awaited I/O of the worlds it hands out, and kills whoever awaits a planned one. */
export class Crasher {
  readonly hops: Hop[] = []
  /** How often it killed: a test that expects a crash asserts that there was one. */
  fired = 0
  /** Of each run that it killed, or that the database had no word for, the use case. */
  readonly spoilt: string[] = []
  /** Where in the code, as stacks, the planned I/Os were asked for; taking them is slow. */
  readonly stacks: string[] = []
  readonly #options: CrasherOptions
  readonly #deaths: ReadonlyMap<number, Death['moment']>
  #processes = 0
  #changes = 0

  constructor(options: CrasherOptions) {
    this.#options = options
    this.#deaths = new Map(options.deaths.map(({ hop, moment }) => [hop, moment]))
  }

  /** Runs a use case in a process of its own. @throws Crash when the process died on the way. */
  async run<Ports extends World, Result>(
    process: { readonly useCase: string; readonly ports: Ports; readonly dooms?: string },
    useCase: (world: Ports) => Promise<Result>,
  ): Promise<Result> {
    const started: Process = {
      useCase: process.useCase,
      dooms: process.dooms,
      number: this.#processes++,
      waiting: new Set(),
      life: 'alive',
    }
    const result = await useCase(this.#watched(process.ports, started))
    // Some carry on when one of several sessions fails them, and so when they are dead.
    if (started.life === 'dead') throw new Crash('It died, and went on to answer.')
    const last = this.hops.findLast((hop) => hop.process === started.number)
    if (last !== undefined) last.last = true
    if (started.life === 'dying') this.#die(started)
    return result
  }

  /** Each port is watched when it is first asked for: most processes ask for few. */
  #watched<Ports extends World>(ports: Ports, process: Process): Ports {
    const watched = new Map<string | symbol, unknown>()
    return new Proxy(ports, {
      get: (target, name) => {
        const known = watched.get(name)
        if (known !== undefined) return known
        const port: unknown =
          name === 'journal' ? this.#heard(process, ports.journal) : Reflect.get(target, name)
        const isPlain = typeof name === 'symbol' || pure.has(name)
        if (isPlain || typeof port !== 'object' || port === null) return port
        const wrapped = this.#wrap({ name, port }, process)
        watched.set(name, wrapped)
        return wrapped
      },
    })
  }

  /** The dead write no line. What one counts is counted by the world, and stays. */
  #heard(process: Process, journal: Journal): Journal {
    const write: Journal['write'] = (entry) => {
      if (process.life === 'dead') return
      if (entry.metric !== undefined) this.#changes += 1
      journal.write(entry)
    }
    return { write }
  }

  #wrap({ name, port }: { name: string; port: object }, process: Process): object {
    return new Proxy(port, {
      get: (target, method) => {
        const value: unknown = Reflect.get(target, method, target)
        if (typeof value !== 'function') return value
        const io = `${name}.${String(method)}`
        return (...given: unknown[]) => {
          const run = (): unknown => Reflect.apply(value, target, given)
          return atOnce.has(io) ? this.#tell(io, run) : this.#io(process, { io, run })
        }
      },
    })
  }

  #tell(io: string, run: () => unknown): unknown {
    if (io === 'surroundings.newSessionId') this.#changes += 1
    return run()
  }

  async #io(process: Process, { io, run }: { io: string; run: () => unknown }): Promise<unknown> {
    if (process.life === 'dying') this.#die(process)
    if (process.life === 'dead') throw new Crash('The dead do nothing.')
    if (process.dooms === io) return this.#end(process, io)
    const hop = this.#begin(process, io)
    const moment = this.#deaths.get(this.hops.length)
    if (moment === 'before') {
      // Whatever the moment, the place in the code is the same.
      if (this.#options.traces) this.stacks.push(stackOf(io))
      this.#die(process)
    }
    const { silence } = this.#options
    const isSilent = silence?.hop === this.hops.length
    if (isSilent) this.spoilt.push(process.useCase)
    try {
      if (isSilent && !silence.applied) throw storageUnavailable(io, new Error('silent'))
      const answer = await run()
      if (isSilent) throw storageUnavailable(io, new Error('silent'))
      return answer
    } finally {
      this.#finish(process, { hop, moment })
    }
  }

  #begin(process: Process, io: string): Hop {
    const { useCase, number, waiting } = process
    const aside = waiting.size > 0
    for (const other of waiting) other.aside = true
    const hop = { useCase, io, process: number, changes: this.#changes, aside, last: false }
    this.hops.push(hop)
    waiting.add(hop)
    return hop
  }

  /** With an answer, or an error, which is an answer, too. @throws Crash when it dies of it. */
  #finish(
    process: Process,
    { hop, moment }: { readonly hop: Hop; readonly moment: Death['moment'] | undefined },
  ): void {
    process.waiting.delete(hop)
    if (mutates(hop)) this.#changes += 1
    if (moment === 'unanswered') this.#die(process)
    if (process.life === 'dead') throw new Crash('It died while it waited.')
    if (moment === 'answered') process.life = 'dying'
  }

  #die(process: Process): never {
    this.fired += 1
    this.spoilt.push(process.useCase)
    this.#options.onDeath?.(process.useCase)
    return this.#end(process, 'a planned I/O')
  }

  #end(process: Process, of: string): never {
    process.life = 'dead'
    throw new Crash(`${process.useCase} died of ${of}.`)
  }
}

function stackOf(io: string): string {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = FRAMES_MAX
  const { stack = '' } = new Error(io)
  Error.stackTraceLimit = stackTraceLimit
  return stack
}
