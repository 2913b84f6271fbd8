import { isTerminal } from '../../../lambda/domain/session/session.ts'
import { type Stand, ticked } from './stand.ts'

/** Nothing goes wrong any more, and the schedule runs every minute. */
export function settled(stand: Stand): Stand {
  let settling = stand
  for (let minute = 0; minute < 40; minute++) {
    const { session } = settling
    if (isTerminal(session) && session.pending === null) return settling
    settling = ticked(settling, 60_000)
  }
  return settling
}
