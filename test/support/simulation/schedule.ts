import { Choices, type SeedOf } from './chance/choices.ts'
import { type Broken, Watch } from './checks/watch.ts'
import type { Fault } from './faults.ts'
import { noTampering, type Tampering } from './places/tampering.ts'
import { Scene } from './scene.ts'
import { Spells } from './spells.ts'
import { Clockwork } from './time/clockwork.ts'
import { Trace } from './trace.ts'
import { Weather } from './weather.ts'

export interface ScheduleOptions {
  readonly from: SeedOf | readonly number[]
  readonly isTraced?: boolean
  readonly tampering?: Tampering
}

export interface Outcome {
  readonly broke: Broken | null
  readonly choices: readonly number[]
  readonly payments: number
  /** How the sessions ended, and how often each. */
  readonly statuses: readonly string[]
  /** Of each session that is not known: what Twilio's side knows. */
  readonly unresolved: readonly string[]
  readonly struck: ReadonlyMap<Fault, number>
  readonly virtualMs: number
  readonly trace: readonly string[]
}

const CALLS_MAX = 3

/** Who can find out about a charge: nobody but Twilio, a look-up, a person, or both. */
const FINDERS = 4

/** In one schedule of so many the call fetches its prompts, which takes many a turn. */
const POLLED_ONE_IN = 8

/** One schedule in so many is run by two versions of the code. */
const TWO_VERSIONS_ONE_IN = 64

/** One to three calls with all that goes wrong, from the first ring to the last tick. */
export async function runSchedule(options: ScheduleOptions): Promise<Outcome> {
  const choices = new Choices(options.from)
  const clock = new Clockwork()
  const watch = new Watch(() => clock.stop())
  const trace = new Trace({ isOn: options.isTraced ?? false, now: () => clock.nowMs })
  const calls = 1 + choices.below(CALLS_MAX)
  const delivery = choices.below(POLLED_ONE_IN) === 1 ? ('poll' as const) : ('push' as const)
  const hasTwoVersions = choices.below(TWO_VERSIONS_ONE_IN) === 1
  const weather = new Weather(choices)
  const spells = new Spells({ clock, choices, weather })
  const finders = choices.below(FINDERS)
  const around = {
    ...{ clock, choices, weather, spells, watch, trace, delivery, hasTwoVersions },
    hasLookUp: finders === 1 || finders === 3,
    hasOperator: finders === 2 || finders === 3,
  }
  const scene = new Scene(around, options.tampering ?? noTampering)
  scene.begin(calls)
  await clock.run()
  const sessions = scene.sessions()
  if (watch.broke === null) {
    scene.ends()
    watch.ends(sessions)
  }
  const unpaid = sessions.find(({ state }) => state.status !== 'succeeded')
  if (weather.isFine && unpaid !== undefined) watch.broken('works', `${unpaid.id} is not paid.`)
  const statuses = sessions.map(({ state }) => state.status)
  return {
    broke: watch.broke,
    choices: choices.taken,
    payments: calls,
    statuses,
    unresolved: sessions
      .filter(({ state }) => state.status === 'unresolved')
      .map(({ id }) => scene.twilio.knowsOf(id)),
    struck: weather.struck,
    virtualMs: clock.nowMs,
    trace: trace.lines,
  }
}
