import { missingFields } from '../../../../lambda/domain/machine/collecting.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { Claim } from '../../../../lambda/ports/claim-store.ts'
import type { StoredSession } from '../../../../lambda/ports/session-store.ts'
import { frozen } from '../../memory/frozen.ts'
import { Choices } from '../chance/choices.ts'
import type { WatchMemory } from '../checks/watch.ts'
import { anyPlan, type Plan } from '../people/plan.ts'
import type { RecordedPayment, Told } from '../places/payment.ts'
import type { TwilioAnswer } from '../places/twilio.ts'
import type { Surroundings } from '../surroundings.ts'
import { ordinaryScene } from './ordinary.ts'

/** A call in the middle of its payment: what there is of it at ours, at Twilio's, and told. */
export interface Recording {
  readonly call: number
  readonly plan: Plan
  readonly atMs: number
  readonly stored: StoredSession
  /** Since when the session has its status. */
  readonly sinceMs: number
  readonly claims: readonly Claim[]
  readonly payment: RecordedPayment
  readonly answers: ReadonlyArray<readonly [key: string, answer: TwilioAnswer]>
  readonly told: ReadonlyArray<Omit<Told, 'payment'>>
  readonly memory: WatchMemory
}

/** Which of them: drawn, so that a schedule can be repeated. */
export interface RecordingOf {
  readonly call: number
  readonly number: number
  readonly delivery: Surroundings['delivery']
}

/** So many plans are drawn, once and for all, for each call: others for each. */
export const RECORDINGS = 96

const LOOKS_EVERY_MS = 100
/** Two minutes: the longest takes a quarter of it. */
const LOOKS_MAX = 1_200

const known = new Map<string, Recording>()

/**
 * A call of an ordinary day, gone by our own code up to where only the last step before the charge
 * is left, with nothing on its way: an agent has every field, or the flow asks for the last one.
 */
export async function recordingOf(wanted: RecordingOf): Promise<Recording> {
  const name = `${wanted.call} ${wanted.number} ${wanted.delivery}`
  const before = known.get(name)
  if (before !== undefined) return before
  const recording = await recorded(wanted)
  // Many schedules go on from the same one, and none may change it for those after it.
  known.set(name, frozen(recording))
  return recording
}

async function recorded({ call, number, delivery }: RecordingOf): Promise<Recording> {
  const plan = anyPlan(new Choices(number === 0 ? [] : { seed: call, index: number }), call)
  const { scene, clock } = ordinaryScene({ delivery, firstNumber: call, isTraced: false })
  const found: Recording[] = []
  let looks = 0
  const look = () => {
    looks += 1
    const session = scene.isIdle ? scene.sessions().find(isBeforeCharge) : undefined
    if (session !== undefined)
      found.push({ call, plan, atMs: clock.nowMs, ...scene.allOf(session) })
    if (session !== undefined || looks >= LOOKS_MAX) clock.stop()
    else clock.after(LOOKS_EVERY_MS, look)
  }
  scene.beginWith(call, plan)
  look()
  await clock.run()
  const [recording] = found
  if (recording === undefined) throw new Error(`Call ${call} of plan ${number} came to no charge.`)
  return recording
}

function isBeforeCharge(session: Session): boolean {
  const { state, mode, pending } = session
  const isAsked = mode === 'guided' ? state.status === 'capturing' : state.status === 'collecting'
  const left = missingFields(session).length
  return isAsked && pending === null && left === (mode === 'guided' ? 1 : 0)
}
