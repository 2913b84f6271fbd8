import type { Activity } from '../activity.ts'
import type { TakenFault } from '../faults/fault-book.ts'
import type { Reply, TextReply } from '../http/reply.ts'
import type { SimulatorTime } from '../time.ts'
import { errorReply, TwilioError } from './errors.ts'

/** Longer than any client should be ready to wait for. */
const slowMs = 30_000

type RestFault = TakenFault<'rest'> | undefined

/** The answer instead of carrying the request out, for the faults that come before. */
export function spoilsBefore(fault: RestFault): Reply | undefined {
  const what = fault?.do
  switch (what) {
    case '429':
      return errorReply(new TwilioError(20429))
    case '500-not-executed':
      return errorReply(new TwilioError(20500))
    case 'refuse':
      return errorReply(new TwilioError(fault?.code ?? 20500))
    case 'reset-not-executed':
      return { kind: 'reset' }
    case undefined:
    case '500-executed':
    case 'reset-executed':
    case 'slow':
    case 'garbage':
      return undefined
    default:
      return what satisfies never
  }
}

/** What becomes of the answer when the request has been carried out. */
export async function spoil(
  reply: TextReply,
  context: { fault: RestFault; time: SimulatorTime; activity: Activity },
): Promise<Reply> {
  const { fault, time, activity } = context
  switch (fault?.do) {
    case '500-executed':
      return errorReply(new TwilioError(20500))
    case 'reset-executed':
      return { kind: 'reset' }
    case 'slow':
      await activity.hold(
        () => new Promise<void>((done) => time.after(fault.delayMs ?? slowMs, done)),
      )
      return reply
    case 'garbage':
      return { ...reply, headers: { 'Content-Type': 'text/html' }, body: '<html>oops' }
    default:
      return reply
  }
}
