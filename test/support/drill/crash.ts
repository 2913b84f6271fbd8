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

/** One awaited I/O of a run. */
export interface Hop {
  readonly useCase: string
  /** Such as `sessions.save`. */
  readonly io: string
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

export const isRead = ({ io }: Hop): boolean => reads.has(io)

/** One invocation of a function. What it starts after its death never happens. */
interface Process {
  readonly useCase: string
  /** An I/O that it dies of by itself, beside what is planned. */
  readonly dooms: string | undefined
  life: 'alive' | 'dying' | 'dead'
}

/** What is awaited in these is I/O, whatever is added to them later; the others answer at once. */
const pure: ReadonlySet<string> = new Set(['journal', 'voice', 'merchants'])

/** Of the surroundings only the waiting takes time. */
const isIo = (port: string, method: string): boolean => port !== 'surroundings' || method === 'wait'

/** Deep enough for every frame of a use case; the usual ten are not. */
const FRAMES_MAX = 40

/** Counts every awaited I/O of the worlds it hands out, and kills whoever awaits a planned one. */
export class Crasher {
  readonly hops: Hop[] = []
  /** How often it killed: a test that expects a crash asserts that there was one. */
  fired = 0
  /** Where in the code, as stacks, the planned I/Os were awaited; taking them is slow. */
  readonly stacks: string[] = []
  readonly #deaths: ReadonlyMap<number, Death['moment']>

  readonly #traces: boolean

  constructor({ deaths, traces }: { readonly deaths: readonly Death[]; readonly traces: boolean }) {
    this.#traces = traces
    this.#deaths = new Map(deaths.map(({ hop, moment }) => [hop, moment]))
  }

  /** Runs a use case in a process of its own. @throws Crash when the process died on the way. */
  async run<Ports extends World, Result>(
    process: { readonly useCase: string; readonly ports: Ports; readonly dooms?: string },
    useCase: (world: Ports) => Promise<Result>,
  ): Promise<Result> {
    const started: Process = { useCase: process.useCase, dooms: process.dooms, life: 'alive' }
    const result = await useCase(this.#watched(process.ports, started))
    const last = this.hops.findLast((hop) => hop.useCase === process.useCase)
    if (last !== undefined) last.last = true
    if (started.life === 'dying') this.#die(started)
    if (started.life === 'dead') throw new Crash('It died, and went on to answer.')
    return result
  }

  #watched<Ports extends World>(ports: Ports, process: Process): Ports {
    const watched = Object.entries(ports).map(([name, port]) =>
      pure.has(name) || port === null ? [name, port] : [name, this.#wrap({ name, port }, process)],
    )
    return Object.assign({}, ports, Object.fromEntries(watched))
  }

  #wrap({ name, port }: { name: string; port: object }, process: Process): object {
    return new Proxy(port, {
      get: (target, method) => {
        const value: unknown = Reflect.get(target, method, target)
        if (typeof value !== 'function') return value
        const io = `${name}.${String(method)}`
        return (...given: unknown[]) => {
          const run = (): unknown => Reflect.apply(value, target, given)
          return isIo(name, String(method)) ? this.#io(process, { io, run }) : run()
        }
      },
    })
  }

  async #io(process: Process, { io, run }: { io: string; run: () => unknown }): Promise<unknown> {
    if (process.life === 'dying') this.#die(process)
    if (process.life === 'dead') throw new Crash('The dead do nothing.')
    if (process.dooms === io) return this.#end(process, io)
    this.hops.push({ useCase: process.useCase, io, last: false })
    const moment = this.#deaths.get(this.hops.length)
    if (moment !== undefined && this.#traces) this.stacks.push(stackHere())
    if (moment === 'before') this.#die(process)
    const answer = await run()
    if (moment === 'unanswered') this.#die(process)
    if (hasDied(process)) throw new Crash('It died while it waited.')
    if (moment === 'answered') process.life = 'dying'
    return answer
  }

  #die(process: Process): never {
    this.fired += 1
    return this.#end(process, 'a planned I/O')
  }

  #end(process: Process, of: string): never {
    process.life = 'dead'
    throw new Crash(`${process.useCase} died of ${of}.`)
  }
}

/** Of something else that it had started side by side. */
const hasDied = ({ life }: Process): boolean => life === 'dead'

function stackHere(): string {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = FRAMES_MAX
  const { stack = '' } = new Error('here')
  Error.stackTraceLimit = stackTraceLimit
  return stack
}
