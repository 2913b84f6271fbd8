import { ways } from '../drill/checks/ways.ts'
import type { Taken } from './explore.ts'
import { unrecordedBy } from './recorded.ts'

/** What a move breaks, of all that has to hold at every moment. */
export function brokenBy(taken: Taken): readonly string[] {
  const { from, by } = taken
  const { to, name } = by
  const { charges, sends } = to.twilio
  const [before, after] = [from.session.state.status, to.session.state.status]
  const isDenied = after === 'failed' || after === 'cancelled'
  const broken = [
    charges > 1 && 'I1: a second charge',
    isDenied && charges > 0 && 'I3: a charge denied',
    after === 'succeeded' && charges === 0 && 'I3: a charge made up',
    before !== after && !ways[before].includes(after) && 'I4: a way that there is not',
    // What a move does not send was looked at before: there are many moves, and few that send.
    ...(sends === from.twilio.sends ? [] : brokenIn(sends)),
    ...unrecordedBy(taken).map((what) => `I2: ${what}`),
  ]
  return broken.flatMap((what) => (what === false ? [] : [`${what}, by ${name}`]))
}

function brokenIn(sends: readonly string[]) {
  const keys = new Map(sends.map((send) => [send.split(' ')[0], send]))
  const completes = sends.filter((send) => send.endsWith(' complete'))
  return [
    sends.some((send) => keys.get(send.split(' ')[0]) !== send) && 'I5: a key of two commands',
    new Set(completes).size < completes.length && 'I5: a charge sent twice',
  ]
}
