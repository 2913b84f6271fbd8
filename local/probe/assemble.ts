import type { SwitchName } from '../twilio/switches.ts'
import type { SimulatorTime } from '../twilio/time.ts'
import { Clock } from './clock.ts'
import type { Need } from './needs.ts'
import type { Person } from './person/person.ts'
import { Probe } from './probe.ts'
import type { Report } from './report/report.ts'
import type { Screen } from './report/screen.ts'
import { runProbe } from './run.ts'
import { Payments } from './twilio/payments.ts'
import { PostBox, type Posted } from './twilio/post-box.ts'
import { type Account, Rest } from './twilio/rest.ts'
import type { AuthTokens } from './twilio/signer.ts'

/** What is asked of the probe, and of whom. */
export interface ProbeOptions {
  readonly account: Account
  readonly callSid: string
  readonly tokens: AuthTokens
  readonly listening: { readonly port: number; readonly publicUrl: string | undefined } | undefined
  /** The StatusCallback where nobody listens: Twilio wants one all the same. */
  readonly nowhere: string
  /** Beside callbacks, which come where there is somebody who listens. */
  readonly allowed: readonly Need[]
  readonly only: readonly SwitchName[] | undefined
  readonly connector: string | undefined
}

export interface ProbeWorld {
  readonly time: SimulatorTime
  readonly stop: AbortSignal
  readonly person: Person
  readonly screen: Screen
  /** Told before anything is tried. */
  readonly started?: (clock: Clock) => void
}

/** The probe cannot even begin. */
export class CannotProbe extends Error {}

/** Puts the probe together, lets it run, and takes it down. */
export async function probeCall(options: ProbeOptions, world: ProbeWorld): Promise<Report> {
  const { account, callSid, connector, only } = options
  const { person, screen, stop, time } = world
  const clock = new Clock({ time, stop })
  const rest = new Rest({ account, clock })
  world.started?.(clock)
  await requireInProgress(rest, callSid)
  const postBox = postBoxOf(options, { clock, posted: (one) => follow(one) })
  await postBox?.open().catch((error: unknown) => {
    throw new CannotProbe(error instanceof Error ? error.message : String(error))
  })
  const allowed = new Set<Need>([...options.allowed, ...(postBox ? (['callbacks'] as const) : [])])
  const statusCallback = postBox?.url('payment') ?? options.nowhere
  const mayComplete = allowed.has('charge')
  const payments = new Payments({ rest, clock, callSid, statusCallback, connector, mayComplete })
  const follow = (one: Posted) => {
    const { CallSid, Sid } = one.parameters
    if (CallSid === callSid && Sid !== undefined) payments.heardOf(Sid)
  }
  const probe = new Probe({ allowed, callSid, clock, payments, person, postBox, rest })
  try {
    return await runProbe({ callSid, clock, payments, probe, screen, only })
  } finally {
    await postBox?.close()
  }
}

function postBoxOf(
  { listening, tokens }: ProbeOptions,
  rest: { readonly clock: Clock; readonly posted: (one: Posted) => void },
): PostBox | undefined {
  return listening === undefined ? undefined : new PostBox({ ...listening, ...rest, tokens })
}

/** What the probe asks about needs somebody on the line. */
async function requireInProgress(rest: Rest, callSid: string): Promise<void> {
  const { callStatus, status } = await rest.statusOf(callSid)
  if (status === 401) {
    throw new CannotProbe('Twilio does not know these credentials (401). Check the variables.')
  }
  if (status === 404) {
    throw new CannotProbe(`The account has no call ${callSid} (404). ${howToCall}`)
  }
  if (status !== 200) throw new CannotProbe(`Twilio answered ${status} to GET of ${callSid}.`)
  if (callStatus !== 'in-progress') {
    throw new CannotProbe(`The call ${callSid} is ${callStatus}, not in progress. ${howToCall}`)
  }
}

const howToCall =
  'Call a number of the account from a phone, with <Response><Pause length="3600"/></Response> ' +
  'as its TwiML, stay on the line, and take the SID from the call log in the Console.'
