import { isDeepStrictEqual } from 'node:util'
import { type Command, closedAheadOf } from '../../../lambda/domain/session/command.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { Taken } from './explore.ts'
import type { Stand } from './stand.ts'

/** As itself, or as what has to be closed ahead of it. */
const isOwed = ({ pending }: Session, sent: Command): boolean =>
  pending !== null &&
  [pending.command, closedAheadOf(pending.command)].some((owed) => isDeepStrictEqual(owed, sent))

/** Its answer came by another way, or somebody has another wish, which has a step of its own. */
const isOvertaken = ({ step, pending }: Session, sent: Command): boolean =>
  step > sent.step || (step === sent.step && pending === null)

/**
 * Write-ahead, at the moment of a send. Something may have come in between the write and the send;
 * but not where money moves: a charge is owed while it is sent.
 */
export const isRecorded = (stored: Session, sent: Command): boolean =>
  isOwed(stored, sent) || (sent.type !== 'complete' && isOvertaken(stored, sent))

/** What a move of the model sends that no session has owed, or hands to somebody to send. */
export function unrecordedBy({ from, by: { to } }: Taken): readonly string[] {
  if (to.workers === from.workers && to.twilio.sends === from.twilio.sends) return []
  const sent = from.workers.filter((worker) => hasSent(worker, { from, to }))
  const handed = to.workers.filter(({ command, bornMs }) =>
    from.workers.every((known) => known.command !== command || known.bornMs !== bornMs),
  )
  const isSentByNobody = sent.length === 0 && to.twilio.sends.length > from.twilio.sends.length
  return [
    ...(isSentByNobody ? ['something was sent by nobody'] : []),
    ...sent
      .filter(({ command }) => !isRecorded(from.session, command))
      .map(({ command }) => `${command.type} ${command.step} was sent unrecorded`),
    ...handed
      .filter(({ command }) => !isOwed(to.session, command))
      .map(({ command }) => `${command.type} ${command.step} is to be sent, and is not owed`),
  ]
}

type Worker = Stand['workers'][number]

/** Its answer is there now, whoever has seen it. */
const hasSent = (
  { command, bornMs, outcome }: Worker,
  { from, to }: Record<'from' | 'to', Stand>,
) =>
  outcome === null &&
  to.twilio.sends.length > from.twilio.sends.length &&
  to.workers.some((now) => now.command === command && now.bornMs === bornMs && now.outcome !== null)
