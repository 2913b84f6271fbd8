import { describe, expect, test } from 'vitest'
import { isTerminal } from '../../../lambda/domain/session/session.ts'
import { ways } from '../../support/drill/checks/ways.ts'
import { explore, type Taken } from '../../support/explorer/explore.ts'
import { KindsOfMoves } from '../../support/explorer/kinds.ts'
import { unrecordedBy } from '../../support/explorer/recorded.ts'
import { replay } from '../../support/explorer/replay.ts'
import { type Budget, type Stand, ticked } from '../../support/explorer/stand.ts'
import { agreed } from '../../support/explorer/starts.ts'
import type { Script } from '../../support/explorer/twilio.ts'

interface Model {
  readonly name: string
  readonly mode: 'guided' | 'assisted'
  readonly script: Script
  readonly left: Budget
}

const quiet = { quiet: true }

/** Longer than a silent function is left alone, and than a charge may be without a verdict. */
const soon = 21_000
const late = 91_000

/** What may happen beside the payment: everything within its bound, at any moment. */
const models: readonly Model[] = [
  {
    name: 'a death or a loss, and time',
    mode: 'guided',
    script: quiet,
    left: { requests: [], ticks: [soon, late], faults: 1, hangUps: 0 },
  },
  {
    name: 'two deaths or losses, and time',
    mode: 'assisted',
    script: quiet,
    left: { requests: [], ticks: [soon, late], faults: 2, hangUps: 0 },
  },
  {
    name: 'a second client, and a hang-up',
    mode: 'assisted',
    script: quiet,
    left: { requests: ['capture', 'complete', 'cancel'], ticks: [], faults: 0, hangUps: 1 },
  },
  {
    name: 'a second client, and time',
    mode: 'assisted',
    script: quiet,
    left: { requests: ['complete', 'cancel'], ticks: [late], faults: 0, hangUps: 0 },
  },
  {
    name: 'a second client, a death or a loss, and time',
    mode: 'assisted',
    script: quiet,
    left: { requests: ['cancel'], ticks: [soon, late], faults: 1, hangUps: 0 },
  },
  {
    name: 'a cancel, a hang-up, a death or a loss, and time',
    mode: 'guided',
    script: quiet,
    left: { requests: ['cancel'], ticks: [late], faults: 1, hangUps: 1 },
  },
  {
    name: 'a declined card left open, a death or a loss',
    mode: 'guided',
    script: { ...quiet, declines: 1, keepsDeclined: true },
    left: { requests: [], ticks: [], faults: 1, hangUps: 0 },
  },
]

const cases = models.flatMap(({ name, script, ...model }) => [
  { ...model, name, script: { ...script, redelivers: true } },
  { ...model, name: `${name}, each callback once`, script: { ...script, redelivers: false } },
])

const STATES_MAX = 60_000

/** What a move breaks, of all that has to hold at every moment. */
function brokenBy(taken: Taken): readonly string[] {
  const { from, by } = taken
  const { to, name } = by
  const { charges, sends } = to.twilio
  const [before, after] = [from.session.state.status, to.session.state.status]
  const keys = new Map(sends.map((send) => [send.split(' ')[0], send]))
  const completes = sends.filter((send) => send.endsWith(' complete'))
  const isDenied = after === 'failed' || after === 'cancelled'
  const broken = {
    'I1: a second charge': charges > 1,
    'I3: a charge denied': isDenied && charges > 0,
    'I3: a charge made up': after === 'succeeded' && charges === 0,
    'I4: a way that there is not': before !== after && !ways[before].includes(after),
    'I5: a key of two commands': sends.some((send) => keys.get(send.split(' ')[0]) !== send),
    'I5: a charge sent twice': new Set(completes).size < completes.length,
  }
  return [
    ...unrecordedBy(taken).map((what) => `I2: ${what}, by ${name}`),
    ...Object.entries(broken).flatMap(([what, isSo]) => (isSo ? [`${what}, by ${name}`] : [])),
  ]
}

/** Nothing goes wrong any more, and the schedule runs every minute. */
function settled(stand: Stand): Stand {
  let settling = stand
  for (let minute = 0; minute < 40; minute++) {
    const { session } = settling
    if (isTerminal(session) && session.pending === null) return settling
    settling = ticked(settling, 60_000)
  }
  return settling
}

describe('S15, S24, I1, I2, I3, I4, I5, I7: a session, two clients, Twilio, the schedule and the clock', () => {
  test.each(cases)('$mode, $name: nothing untrue', { timeout: 120_000 }, async (model) => {
    const { script, left, mode } = model
    const start = agreed({ mode, fields: ['payment-card-number'], left })
    const broken: string[] = []
    const kinds = new KindsOfMoves()
    const onMove = (move: Taken) => {
      broken.push(...brokenBy(move))
      kinds.note(move)
    }

    const { states, moves, ends } = explore(start, { script, onMove, statesMax: STATES_MAX })

    expect(broken).toEqual([])
    for (const end of ends) {
      const { session, twilio } = settled(end)
      // Whoever was told of a charge, and did not die of it, knows.
      const charged = end.left.faults < left.faults ? ['succeeded', 'unresolved'] : ['succeeded']
      const truth = twilio.charges > 0 ? charged : ['failed', 'cancelled', 'unresolved']
      expect(truth, end.way.join('\n')).toContain(session.state.status)
      expect(session.pending, end.way.join('\n')).toBeNull()
    }
    // What can happen with each callback told once can happen as well where they may come again.
    const ways = script.redelivers ? kinds.ways() : []
    for (const way of ways) {
      expect(await replay(start, { way, script }), way.join('\n')).toEqual([])
    }
    process.stdout.write(
      `${mode}, ${model.name} (${JSON.stringify(left)}): ${states} states, ${moves} moves, ` +
        `${ends.length} ends; ${kinds.count} kinds of moves, on the code by ${ways.length} ways\n`,
    )
  })
})
