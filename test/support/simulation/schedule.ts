import { allStatuses } from '../../../lambda/domain/session/session.ts'
import { Choices, type SeedOf } from './chance/choices.ts'
import { thrownText } from './checks/thrown.ts'
import { type Broken, Watch } from './checks/watch.ts'
import type { Fault } from './faults.ts'
import { RECORDINGS, type Recording, recordingOf } from './midway/recording.ts'
import { noTampering, type Tampering } from './places/tampering.ts'
import { Scene } from './scene.ts'
import { Spells } from './spells.ts'
import type { Surroundings } from './surroundings.ts'
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
  /** From the first ring on. */
  readonly wholePayments: number
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
/** Some differ in a field alone, others in a status that only the next version can read. */
const RENAMED = [null, null, null, ...allStatuses] as const

/**
 * One schedule in so many has whole payments. The others begin where only the last step before the
 * charge is left, since most that cannot be mended goes wrong from there on, and in the time of one
 * whole payment there are two such. What comes of a start that went wrong is for the whole ones.
 */
const WHOLE_ONE_IN = 8

/** One to three calls with all that goes wrong, up to the last tick. */
export async function runSchedule(options: ScheduleOptions): Promise<Outcome> {
  const choices = new Choices(options.from)
  const clock = new Clockwork()
  const watch = new Watch(() => clock.stop())
  const trace = new Trace({ isOn: options.isTraced ?? false, now: () => clock.nowMs })
  const calls = 1 + choices.below(CALLS_MAX)
  const delivery = choices.below(POLLED_ONE_IN) === 1 ? ('poll' as const) : ('push' as const)
  const hasTwoVersions = choices.below(TWO_VERSIONS_ONE_IN) === 1
  const renamedStatus = hasTwoVersions ? choices.of(RENAMED) : null
  const weather = new Weather(choices)
  const spells = new Spells({ clock, choices, weather })
  const finders = choices.below(FINDERS)
  const around: Surroundings = {
    clock,
    choices,
    weather,
    spells,
    watch,
    trace,
    delivery,
    hasTwoVersions,
    renamedStatus,
    hasLookUp: finders === 1 || finders === 3,
    hasOperator: finders === 2 || finders === 3,
  }
  const scene = new Scene(around, { tampering: options.tampering ?? noTampering })
  const isWhole = choices.below(WHOLE_ONE_IN) === 0
  if (isWhole) scene.begin(calls)
  else scene.beginMidway(await recordings({ calls, choices, delivery }))
  const beganAtMs = clock.nowMs
  // Whatever is thrown, by our code or by what stands around it, is found with its seed.
  await clock.run().catch((error: unknown) => watch.broken('works', thrownText(error)))
  const sessions = scene.sessions()
  if (watch.broke === null) {
    scene.ends()
    watch.ends(sessions)
  }
  const unpaid = sessions.find(({ state }) => state.status !== 'succeeded')
  const mustWork = weather.isFine && renamedStatus === null
  if (mustWork && unpaid !== undefined) watch.broken('works', `${unpaid.id} is not paid.`)
  const statuses = sessions.map(({ state }) => state.status)
  return {
    broke: watch.broke,
    choices: choices.taken,
    payments: calls,
    wholePayments: isWhole ? calls : 0,
    statuses,
    unresolved: sessions
      .filter(({ state }) => state.status === 'unresolved')
      .map(({ id }) => scene.twilio.knowsOf(id)),
    struck: weather.struck,
    virtualMs: clock.nowMs - beganAtMs,
    trace: trace.lines,
  }
}

async function recordings(of: {
  readonly calls: number
  readonly choices: Choices
  readonly delivery: Surroundings['delivery']
}): Promise<readonly Recording[]> {
  const { calls, choices, delivery } = of
  const found: Recording[] = []
  for (let call = 1; call <= calls; call++) {
    found.push(await recordingOf({ call, number: choices.below(RECORDINGS), delivery }))
  }
  return found
}
