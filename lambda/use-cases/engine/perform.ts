import { type Command, closedAheadOf } from '../../domain/session/command.ts'
import type { EventOf } from '../../domain/session/event.ts'
import type { Session } from '../../domain/session/session.ts'
import type { SendOutcome } from '../../ports/twilio-payments.ts'
import { nothingWhenAway } from './absence.ts'
import type { World } from './world.ts'

/** What is known of a command after it was sent. */
export type Answer = EventOf<
  'command-accepted' | 'command-refused' | 'command-unsent' | 'command-uncertain'
>

/** More would keep a caller waiting in silence; the next turn or the reconciler tries again. */
const SENDS_MAX = 3

/** First pause between sends; doubles. Twilio's own client starts at 100 ms, too. */
const BACK_OFF_MS = 200

/** What must remain of the function's time after a send, to record its answer. */
const RECORDING_MS = 1_000

export interface Performance {
  readonly session: Session
  readonly command: Command
  /** Milliseconds that this invocation has left. */
  readonly remainingMs: () => number
}

/**
 * Sends a recorded command, and ahead of it what has to be closed first. Whatever comes of that:
 * Twilio's answer to the command itself is what counts, and keeps its share of the time.
 */
export async function perform(world: World, performance: Performance): Promise<Answer> {
  const { session, command } = performance
  const first = closedAheadOf(command)
  if (first !== null) {
    const remainingMs = () => performance.remainingMs() - world.payments.timeoutMs
    await send(world, { session, command: first, remainingMs })
  }
  return send(world, performance)
}

/**
 * Sends with the stored key. A charge is sent again only when it certainly never reached Twilio,
 * and nothing that was heard meanwhile speaks against it; everything else may be repeated, since
 * its key makes it the same request.
 */
async function send(world: World, performance: Performance): Promise<Answer> {
  const { session, command, remainingMs } = performance
  const isInTime = () => spareMs(world, remainingMs) >= 0
  let sure = true
  let said: number | undefined
  for (let sends = 1; sends <= SENDS_MAX; sends++) {
    if (!isInTime()) break
    const outcome = await world.payments.send({ session, command, isInTime })
    const answer = answerOf(world, { command, outcome, sure })
    if (answer !== null) return answer
    if (outcome.outcome === 'unknown') sure = false
    said = outcome.outcome === 'unsent' ? outcome.twilioCode : undefined
    if (!sure && command.type === 'complete') break
    const pauseMs = pauseBefore(world, { sends, outcome })
    if (sends === SENDS_MAX || pauseMs > spareMs(world, remainingMs)) break
    await world.surroundings.wait(pauseMs)
    if (command.type === 'complete' && !(await isStillWanted(world, performance))) break
  }
  const at = world.surroundings.now()
  const { step } = command
  if (!sure) return { type: 'command-uncertain', at, step }
  return { type: 'command-unsent', at, step, ...(said === undefined ? {} : { twilioCode: said }) }
}

/** Whether nothing was heard during a pause that makes this charge a second one, or pointless. */
async function isStillWanted(world: World, { session, command }: Performance): Promise<boolean> {
  const stored = await world.sessions.load(session.id).catch(nothingWhenAway)
  if (stored === null) return false
  const { pending, chargedEarlier } = stored.session
  return pending?.command.step === command.step && chargedEarlier !== true
}

function answerOf(
  world: World,
  sent: { readonly command: Command; readonly outcome: SendOutcome; readonly sure: boolean },
): Answer | null {
  const { outcome, sure } = sent
  const { step } = sent.command
  const at = world.surroundings.now()
  switch (outcome.outcome) {
    case 'accepted':
      return { type: 'command-accepted', at, step, paymentSid: outcome.paymentSid }
    case 'refused':
      return { type: 'command-refused', at, step, twilioCode: outcome.twilioCode, sure }
    case 'unsent':
    case 'unknown':
      return null
    default:
      return outcome satisfies never
  }
}

/** What is left beyond one more send and the recording of its answer. */
const spareMs = ({ payments }: World, remainingMs: () => number): number =>
  remainingMs() - payments.timeoutMs - RECORDING_MS

/** As long as Twilio asks for, or twice as long each time, with jitter. */
function pauseBefore(
  { surroundings }: World,
  last: { readonly sends: number; readonly outcome: SendOutcome },
): number {
  const { outcome, sends } = last
  const asked = outcome.outcome === 'unsent' ? outcome.retryAfterMs : null
  return asked ?? BACK_OFF_MS * 2 ** (sends - 1) * (0.5 + surroundings.chance())
}
