import { describe, expect, test } from 'vitest'
import { moneyMoved, type Session } from '../../../lambda/domain/session/session.ts'
import { type Explored, explore } from '../../support/explorer/explore.ts'
import type { Stand } from '../../support/explorer/stand.ts'
import { agreed, fields } from '../../support/explorer/starts.ts'
import type { Script } from '../../support/explorer/twilio.ts'

interface Kind {
  readonly name: string
  readonly fields: Session['terms']['fields']
  readonly script: Script
  readonly confirms?: boolean
  /** Asked by somebody else at any time. */
  readonly cancelled?: true
  readonly ends: object
}

const paid = {
  status: 'succeeded',
  confirmationCode: 'CODE2345',
  charges: 1,
  money: 'moved',
}
const hungUp = { status: 'failed', reason: 'caller-hung-up', charges: 0, money: 'not-moved' }

const kinds: readonly Kind[] = [
  {
    name: 'four fields',
    fields: fields.all,
    script: { quiet: true },
    ends: { ...paid, captured: fields.all },
  },
  { name: 'two fields', fields: fields.few, script: {}, ends: { ...paid, captured: fields.few } },
  {
    name: 'an invalid entry',
    fields: fields.few,
    script: { entries: { 0: 'invalid' }, quiet: true },
    ends: { ...paid, captured: fields.few },
  },
  {
    name: 'a second entry',
    fields: fields.twice,
    script: { quiet: true },
    ends: { ...paid, captured: fields.twice },
  },
  { name: 'a bank account', fields: fields.bank, script: {}, ends: paid },
  {
    name: 'a declined card',
    fields: fields.few,
    script: { declines: 1, quiet: true },
    ends: { ...paid, attempt: 2, captured: fields.few },
  },
  {
    name: 'a declined card, left open',
    fields: fields.few,
    script: { declines: 1, keepsDeclined: true, quiet: true },
    ends: { ...paid, attempt: 2, captured: fields.few },
  },
  { name: 'a last yes', fields: fields.few, script: {}, confirms: true, ends: paid },
  {
    name: 'a last no',
    fields: fields.few,
    script: { confirms: false },
    confirms: true,
    ends: { status: 'cancelled', by: 'caller', charges: 0, money: 'not-moved' },
  },
  {
    name: 'a star',
    fields: fields.few,
    script: { entries: { 1: 'star' } },
    ends: { status: 'failed', reason: 'caller-interrupted', charges: 0, money: 'not-moved' },
  },
  { name: 'a hang-up', fields: fields.few, script: { entries: { 1: 'hang-up' } }, ends: hungUp },
  {
    name: 'a cancel',
    fields: fields.few,
    script: { entries: { 1: 'nothing' } },
    cancelled: true,
    ends: { status: 'cancelled', by: 'client', charges: 0, money: 'not-moved' },
  },
]

/** Several times what there is: more would mean that something has changed. */
const STATES_MAX = 20_000

/** How many fields there were time for is no part of how a payment is called off. */
function told({ session, twilio }: Stand) {
  const { attempt, captured, card, state } = session
  const entered = state.status === 'cancelled' ? {} : { captured, card }
  return {
    ...state,
    ...entered,
    attempt,
    charges: twilio.charges,
    money: moneyMoved(session),
    owed: session.pending,
  }
}

const cases = kinds.flatMap((kind) =>
  (['guided', 'assisted'] as const).map((mode) => ({ ...kind, mode })),
)

describe('S13, S14, S28, I1: whatever the order of callbacks, answers and repetitions', () => {
  test.each(cases)('$mode, $name: it ends the same', { timeout: 60_000 }, (kind) => {
    const { script, cancelled, ends: expected } = kind
    const left = {
      requests: cancelled ? ['cancel' as const] : [],
      ticks: [],
      faults: 0,
      hangUps: 0,
    }
    const start = agreed({ ...kind, left })
    const [once, again] = [false, true].map((redelivers) =>
      explore(start, { script: { ...script, redelivers }, statesMax: STATES_MAX }),
    )
    if (once === undefined || again === undefined) throw new Error('Nothing was explored.')
    const { states, moves, schedules } = once

    process.stdout.write(
      `${kind.mode}, ${kind.name}: ${schedules} schedules, ${states} states, ${moves} moves\n`,
    )
    // Where each callback comes once, nothing makes good what was dropped.
    expectEnd(once, { ...expected, owed: null })
    expectEnd(again, { ...expected, owed: null })
    expect(again.states, 'What comes again changes something.').toBe(states)
  })
})

function expectEnd({ ends }: Explored, expected: object): void {
  const endings = [...new Set(ends.map((end) => JSON.stringify(told(end))))]
  expect(endings).toHaveLength(1)
  expect(JSON.parse(endings[0] ?? '{}')).toMatchObject(expected)
}
