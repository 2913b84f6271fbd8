import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { explain } from '../support/simulation/many/explain.ts'
import { type Effort, neverStruck, tableOf } from '../support/simulation/many/table.ts'
import { runCampaign } from '../support/simulation/many/workers.ts'
import { nodeStartSeconds } from '../support/simulation/many/yardstick.ts'
import { figuresLine } from './figures.ts'
import { brokenFigures } from './laws.ts'

/** `npm run simulate -- [--payments N] [--seed S] [--minutes M] [--replay SEED.SCHEDULE]` */

const PAYMENTS = 100_000
const PROGRESS_EVERY_MS = 2_000

/** In so many payments all kinds of trouble have to come. */
const ALL_TROUBLE_IN_PAYMENTS = 100_000

const { values } = parseArgs({
  options: {
    payments: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    replay: { type: 'string' },
  },
})

const say = (...lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`)

function positive(name: 'payments' | 'minutes', otherwise: number): number {
  const value = Number(values[name] ?? otherwise)
  if (value > 0) return value
  throw new RangeError(`--${name} must be a number above zero, but was ${values[name]}.`)
}

async function replay(name: string): Promise<number> {
  const [, seed, index] = /^(\d+)\.(\d+)$/.exec(name) ?? []
  if (seed === undefined) throw new RangeError(`--replay must be such as 7.1234, but was ${name}.`)
  const { smallest, lines } = await explain({ seed: Number(seed), index: Number(index) })
  say(...lines)
  return smallest === null ? 0 : 1
}

function effortSoFar(seconds: number): Effort {
  const { user, system } = process.cpuUsage()
  const memoryMegabytes = process.resourceUsage().maxRSS / 1_024
  const cpuSeconds = (user + system) / 1_000_000
  return { seconds, cpuSeconds, memoryMegabytes, nodeStartSeconds: nodeStartSeconds() }
}

async function simulate(): Promise<number> {
  const startedAtMs = performance.now()
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  const payments = positive('payments', values.minutes === undefined ? PAYMENTS : Infinity)
  const endsAtMs = startedAtMs + positive('minutes', Infinity) * 60_000
  let toldAtMs = startedAtMs
  const secondsSoFar = () => (performance.now() - startedAtMs) / 1_000
  const { tally, found } = await runCampaign({
    seed,
    payments,
    workers: availableParallelism(),
    isOver: () => performance.now() >= endsAtMs,
    onProgress: (soFar) => {
      if (performance.now() - toldAtMs < PROGRESS_EVERY_MS) return
      toldAtMs = performance.now()
      const pace = Math.round(soFar.payments / secondsSoFar())
      process.stderr.write(`${soFar.payments} payments, ${pace} a second\n`)
    },
  })
  say(`Seed ${seed}.`, ...tableOf(tally, effortSoFar(secondsSoFar())))
  const { payments: scenarios, schedules, broken } = tally
  const figures = figuresLine({ scenarios, schedules, ...brokenFigures(broken) })
  if (found !== null) {
    say(...(await explain(found)).lines, figures)
    return 1
  }
  const never = tally.payments < ALL_TROUBLE_IN_PAYMENTS ? [] : neverStruck(tally)
  say(...never.map((words) => `Never came: ${words}.`), figures)
  return never.length === 0 ? 0 : 1
}

process.exitCode = await (values.replay === undefined ? simulate() : replay(values.replay))
