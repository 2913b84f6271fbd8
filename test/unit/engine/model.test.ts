import { describe, expect, test } from 'vitest'
import { brokenBy } from '../../support/explorer/broken.ts'
import { explore, type Taken } from '../../support/explorer/explore.ts'
import { KindsOfMoves } from '../../support/explorer/kinds.ts'
import { replay } from '../../support/explorer/replay.ts'
import { settled } from '../../support/explorer/settled.ts'
import type { Budget } from '../../support/explorer/stand.ts'
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

/**
 * What may happen beside the payment: everything within its bound, at any moment. A fault is a
 * death; a loss of a request, of its answer or of a callback; or a Twilio that is too busy.
 */
const models: readonly Model[] = [
  {
    name: 'a fault, and time',
    mode: 'guided',
    script: quiet,
    left: { requests: [], ticks: [soon, late], faults: 1, hangUps: 0 },
  },
  {
    name: 'two faults, and time',
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
    name: 'a second client, a fault, and time',
    mode: 'assisted',
    script: quiet,
    left: { requests: ['cancel'], ticks: [soon, late], faults: 1, hangUps: 0 },
  },
  {
    name: 'a cancel, a hang-up, a fault, and time',
    mode: 'guided',
    script: quiet,
    left: { requests: ['cancel'], ticks: [late], faults: 1, hangUps: 1 },
  },
  {
    name: 'a declined card left open, a fault',
    mode: 'guided',
    script: { ...quiet, declines: 1, keepsDeclined: true },
    left: { requests: [], ticks: [], faults: 1, hangUps: 0 },
  },
]

const cases = models.flatMap(({ name, script, ...model }) => [
  { ...model, name, script: { ...script, redelivers: true } },
  { ...model, name: `${name}, each callback once`, script: { ...script, redelivers: false } },
])

/** A fifth more than there are: more would mean that something has changed. */
const STATES_MAX = 100_000

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
      // Nothing but the loss of Twilio's own word leaves a charge unknown.
      const isUntold = end.way.some((name) => name.startsWith('lost '))
      const charged = isUntold ? ['succeeded', 'unresolved'] : ['succeeded']
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
