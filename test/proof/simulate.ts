import { availableParallelism } from 'node:os'
import { explain } from '../support/simulation/many/explain.ts'
import { type Effort, neverStruck, tableOf } from '../support/simulation/many/table.ts'
import { runCampaign } from '../support/simulation/many/workers.ts'
import { nodeStartSeconds } from '../support/simulation/many/yardstick.ts'
import { askedOf, wholeNumber } from './command-line.ts'
import { figuresLine } from './figures.ts'
import { brokenFigures } from './laws.ts'

const PAYMENTS = 100_000
const PROGRESS_EVERY_MS = 2_000

/** In so many payments all kinds of trouble have to come. */
const ALL_TROUBLE_IN_PAYMENTS = 100_000

const schedulePattern = /^(\d{1,9})\.(\d{1,9})$/

const given = askedOf({
  command: 'simulate',
  options: {
    payments: { does: `how many; ${PAYMENTS} unless minutes are given`, ...wholeNumber },
    minutes: { does: 'until so much time has passed', ...wholeNumber },
    seed: {
      does: 'of all chances; what the clock gives unless given',
      must: 'a whole number',
      fits: (value) => /^\d{1,9}$/.test(value),
    },
    replay: {
      does: 'one schedule alone, told step by step',
      must: 'a seed and a schedule, such as 7.1234',
      fits: (value) => schedulePattern.test(value),
    },
  },
})

const say = (...lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`)

async function replay(name: string): Promise<number> {
  const [, seed, index] = schedulePattern.exec(name) ?? []
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
  const seed = Number(given.seed ?? Date.now() % 1_000_000)
  const payments = Number(given.payments ?? (given.minutes === undefined ? PAYMENTS : Infinity))
  const endsAtMs = startedAtMs + Number(given.minutes ?? Infinity) * 60_000
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

process.exitCode = await (given.replay === undefined ? simulate() : replay(given.replay))
