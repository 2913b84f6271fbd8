import { setMaxListeners } from 'node:events'
import { bundleFunctions } from '../../../lib/bundle.ts'
import { startLocalWorld } from '../../../local/start-world.ts'
import { type Addresses, assisted, guided, type Order, type Told } from './callers.ts'
import { type Counts, countAnswers, keepLog } from './counting.ts'
import { Door } from './door.ts'

export interface CrowdResult {
  readonly calls: number
  readonly atOnceMost: number
  readonly charges: number
  /** Orders with more than one line in the ledger. */
  readonly chargedTwice: number
  /** A sentence for each call that did not come to exactly its own charge. */
  readonly mixed: readonly string[]
  /** Calls that had not ended in time. */
  readonly late: number
  readonly counts: Counts
  /** Endings and other metrics that deployed code has counted. */
  readonly metrics: Readonly<Record<string, number>>
  readonly seconds: number
}

/** Every fifth payment is an agent's, with every request twice. */
const AGENT_EVERY = 5

/** An amount that no other call has. */
const orderOf = (call: number): Order => ({
  reference: `CROWD-${call}`,
  amount: ((1_000 + call) / 100).toFixed(2),
})

/** As many calls at once as the machine bears: gateway with the deployed bundles, tables and simulator on this machine. */
export async function crowd(wanted: {
  readonly calls: number
  readonly withinMs: number
}): Promise<CrowdResult> {
  // Every call listens to a stream of its own, all to the same end.
  setMaxListeners(0)
  await bundleFunctions()
  const log = keepLog()
  const counting = countAnswers()
  const world = await startLocalWorld({ gatewayPort: 0, simulatorPort: 0 })
  const startedAt = performance.now()
  try {
    const { told, atOnceMost } = await callAll(world, wanted)
    const seconds = (performance.now() - startedAt) / 1_000
    const lines: readonly Line[] = await readLedger(world)
    const late = wanted.calls - told.size
    const mixed = [...told].flatMap(([call, words]) => faultsOf(orderOf(call), { lines, words }))
    const counts = counting.stop()
    const metrics = metricsIn(log.stop())
    return {
      calls: wanted.calls,
      atOnceMost,
      charges: lines.length,
      chargedTwice: lines.length - new Set(lines.map(({ description }) => description)).size,
      mixed,
      late,
      counts,
      metrics,
      seconds,
    }
  } finally {
    counting.stop()
    log.stop()
    await world.stop()
  }
}

interface Line {
  readonly amount: string
  readonly description: string
  readonly confirmationCode: string
}

async function readLedger({ simulatorUrl }: Addresses): Promise<readonly Line[]> {
  return JSON.parse(await (await fetch(`${simulatorUrl}/ledger`)).text())
}

interface Called {
  /** By call: what was told. A call that has not ended in time is missing. */
  readonly told: ReadonlyMap<number, Told>
  readonly atOnceMost: number
}

async function callAll(
  world: Addresses,
  wanted: { readonly calls: number; readonly withinMs: number },
): Promise<Called> {
  const told = new Map<number, Told>()
  const door = new Door()
  let [entered, atOnceMost] = [0, 0]
  const paying = Array.from({ length: wanted.calls }, async (_, call) => {
    await door.enter()
    entered += 1
    atOnceMost = Math.max(atOnceMost, entered - told.size)
    const pay = call % AGENT_EVERY === 0 ? assisted : guided
    const words = await pay(world, orderOf(call)).catch((error) => `failed: ${error}`)
    told.set(call, words)
  })
  let timer: NodeJS.Timeout | undefined
  const timeUp = new Promise((resolve) => {
    timer = setTimeout(resolve, wanted.withinMs)
  })
  await Promise.race([Promise.all(paying), timeUp])
  clearTimeout(timer)
  return { told: new Map(told), atOnceMost }
}

/** One charge, of its own amount, whose code is the one that was told: letter by letter. */
function faultsOf(
  { amount, reference }: Order,
  { lines, words }: { readonly lines: readonly Line[]; readonly words: Told },
): readonly string[] {
  const own = lines.filter(({ description }) => description === reference)
  const [line] = own
  if (line === undefined || own.length > 1) return [`${reference} was charged ${own.length} times.`]
  const isTold = words.replaceAll(/[^A-Z0-9]/g, '').includes(line.confirmationCode)
  return [
    ...(line.amount === amount ? [] : [`${reference} of ${amount} was charged ${line.amount}.`]),
    ...(isTold ? [] : [`${reference} has code ${line.confirmationCode}, but was told: ${words}`]),
  ]
}

function metricsIn(lines: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const line of lines) {
    const name = /"metric":"(\w+)"/.exec(line)?.[1]
    if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
