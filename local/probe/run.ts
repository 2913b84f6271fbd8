import type { SwitchName } from '../twilio/switches.ts'
import { type Clock, Stopped } from './clock.ts'
import { needRows, needs } from './needs.ts'
import type { Probe } from './probe.ts'
import { type NamedQuestion, probed } from './questions.ts'
import type { Outcome, Report } from './report/report.ts'
import { type Screen, withoutSecrets } from './report/screen.ts'
import type { Payments } from './twilio/payments.ts'
import { CallEnded } from './twilio/rest.ts'

export interface Running {
  readonly callSid: string
  readonly clock: Clock
  readonly payments: Payments
  readonly probe: Probe
  readonly screen: Screen
  /** All questions, unless these are named. */
  readonly only: readonly SwitchName[] | undefined
}

/** Between two questions, for a cancelled session to be over. */
const betweenMs = 1_000

const callEnded = 'the call has ended'

/** Tries question after question. Whatever happens, every session is cancelled in the end. */
export async function runProbe(running: Running): Promise<Report> {
  const { callSid, clock, payments, probe } = running
  const outcomes: Outcome[] = []
  let leftOpen: readonly string[] = []
  let stopped = false
  let hasEnded = false
  try {
    for (const question of questionsOf(running)) {
      const { name } = question
      const why = hasEnded ? callEnded : lackOf(question, probe)
      if (why !== undefined) {
        outcomes.push({ name, kind: 'not tried', why })
        continue
      }
      if (outcomes.some(({ kind }) => kind === 'tried')) await clock.pause(betweenMs)
      const outcome = await tryOne(running, question)
      hasEnded = outcome.kind === 'not tried'
      outcomes.push(outcome)
      await payments.cancelAll()
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    stopped = true
  } finally {
    running.screen.fleeting('')
    leftOpen = await payments.cancelAll()
  }
  return { callSid, outcomes, leftOpen, stopped }
}

const questionsOf = ({ only }: Running): readonly NamedQuestion[] =>
  probed.filter(({ name }) => only === undefined || only.includes(name))

function lackOf({ needs: wanted }: NamedQuestion, probe: Probe): string | undefined {
  const lacks = needs.filter((need) => wanted.includes(need) && !probe.may(need))
  const flags = lacks.map((need) => needRows[need].flag)
  return flags.length === 0 ? undefined : `needs ${flags.join(' and ')}`
}

async function tryOne({ probe, screen }: Running, question: NamedQuestion): Promise<Outcome> {
  const { name } = question
  screen.fleeting(`${name} …`)
  try {
    const observed = await question.try(probe)
    const { value = null } = observed
    // Before anything is done to the text: a number that is broken in two is not recognised.
    const saw = withoutSecrets(observed.saw, [])
    screen.line(`${name}: ${value ?? saw}`)
    return { name, kind: 'tried', value, saw }
  } catch (error) {
    if (error instanceof Stopped) throw error
    if (error instanceof CallEnded) return { name, kind: 'not tried', why: callEnded }
    const saw = error instanceof Error ? error.message : String(error)
    screen.line(`${name}: ${saw}`)
    return { name, kind: 'tried', value: null, saw }
  }
}
