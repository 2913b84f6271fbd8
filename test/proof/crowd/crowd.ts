import { setMaxListeners } from 'node:events'
import { bundleFunctions } from '../../../lib/bundle.ts'
import { type LocalWorld, startLocalWorld } from '../../../local/start-world.ts'
import { type VirtualTime, virtualTime } from '../../../local/twilio/simulator.ts'
import { NOON } from '../../support/a-session.ts'
import { assisted } from './agent.ts'
import { type Counts, countAnswers } from './counting.ts'
import { type Charge, differencesOf, faultsOf, metricsIn } from './judging.ts'
import { keepLog } from './keeping-log.ts'
import { guided, type Order, type Person } from './people.ts'
import { storedSessions } from './stored.ts'

export interface CrowdResult {
  readonly calls: number
  readonly charges: number
  /** Orders with more than one line in the ledger. */
  readonly chargedTwice: number
  /** A sentence for each call that did not come to exactly its own charge. */
  readonly mixed: readonly string[]
  /** A sentence for each charge that is not stored as it was made. */
  readonly unlike: readonly string[]
  /** Sessions that the ledger was compared with. */
  readonly sessions: number
  /** Calls that had not ended in time. */
  readonly late: number
  readonly counts: Counts
  /** Endings and other metrics that deployed code has counted. */
  readonly metrics: Readonly<Record<string, number>>
  readonly seconds: number
}

export interface CrowdWanted {
  readonly calls: number
  /** In real time. */
  readonly withinMs: number
}

/** Every fifth payment is an agent's, with every request twice. */
const AGENT_EVERY = 5

/** An amount that no other call has. */
const orderOf = (call: number): Order => ({
  reference: `CROWD-${call}`,
  amount: ((1_000 + call) / 100).toFixed(2),
})

/**
 * All calls at once: gateway with the deployed bundles, tables and simulator on this machine. The
 * clock is virtual, so that no call waits, and none is late because this machine is slow.
 */
export async function crowd(wanted: CrowdWanted): Promise<CrowdResult> {
  // The simulator's requests all hang on its one signal to stop, and here there are many.
  setMaxListeners(0)
  await bundleFunctions()
  const time = virtualTime({ startAtMs: NOON })
  const { now } = Date
  // What is deployed asks the clock of its process.
  Date.now = () => time.now()
  const log = keepLog()
  const counting = countAnswers()
  const world = await startLocalWorld({ gatewayPort: 0, simulatorPort: 0, time })
  const startedAt = performance.now()
  try {
    const told = await callAll(world, { ...wanted, time })
    const counts = counting.stop()
    const ledger: readonly Charge[] = world.simulator.ledger()
    const stored = await storedSessions()
    const references = new Set(ledger.map(({ description }) => description))
    return {
      calls: wanted.calls,
      charges: ledger.length,
      chargedTwice: ledger.length - references.size,
      mixed: [...told].flatMap(([call, words]) => faultsOf(orderOf(call), { ledger, words })),
      unlike: differencesOf(ledger, stored),
      sessions: stored.length,
      late: wanted.calls - told.size,
      counts,
      metrics: metricsIn(log.stop()),
      seconds: (performance.now() - startedAt) / 1_000,
    }
  } finally {
    counting.stop()
    log.stop()
    await world.stop()
    Date.now = now
  }
}

/** What happens within this span happens at the same time: some dozen requests of a crowd. */
const STEP_MS = 50

/** People look four times a second. */
const LOOK_EVERY_MS = 250

/** By call: what was told. A call that has not ended in time is missing. */
async function callAll(
  world: LocalWorld,
  wanted: CrowdWanted & { readonly time: VirtualTime },
): Promise<ReadonlyMap<number, string>> {
  const { time, calls, withinMs } = wanted
  const { simulator } = world
  const giveUpAt = performance.now() + withinMs
  const told = new Map<number, string>()
  const people = new Map<number, Person>()
  const look = async () => {
    const views = new Map(simulator.calls().map((view) => [view.callSid, view]))
    await Promise.all(
      [...people].map(async ([call, person]) => {
        const view = views.get(person.callSid)
        const words = view === undefined ? null : await person.look(view)
        if (words === null) return
        told.set(call, words)
        people.delete(call)
      }),
    )
  }
  for (let call = 0; call < calls; call++) {
    const arrive = call % AGENT_EVERY === 0 ? assisted : guided
    people.set(call, await arrive(world, orderOf(call)))
  }
  for (let step = 0; people.size > 0 && performance.now() < giveUpAt; step++) {
    if ((step * STEP_MS) % LOOK_EVERY_MS === 0) await look()
    time.advance(STEP_MS)
    await simulator.quiet()
  }
  return told
}
