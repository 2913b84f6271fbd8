import { describe, expect, test } from 'vitest'
import { aPaymentSid } from '../../support/a-session.ts'
import { brokenBy } from '../../support/explorer/broken.ts'
import { type Explored, explore, type Taken } from '../../support/explorer/explore.ts'
import { replay } from '../../support/explorer/replay.ts'
import { settled } from '../../support/explorer/settled.ts'
import { movesFrom, type Stand } from '../../support/explorer/stand.ts'
import { agreed, nothingWrong } from '../../support/explorer/starts.ts'

const script = { quiet: true, redelivers: false }

const start = agreed({
  mode: 'assisted',
  fields: ['payment-card-number'],
  left: { ...nothingWrong, faults: 1 },
})

/** By the first move that has one of these names, until there is none. */
function goOn(from: Stand, names: readonly string[]): readonly Taken[] {
  const taken: Taken[] = []
  let stand = from
  for (;;) {
    const by = movesFrom(stand, script).find(({ name }) => names.includes(name.split(' ')[0] ?? ''))
    if (by === undefined) return taken
    taken.push({ from: stand, by, way: taken.map((before) => before.by.name) })
    stand = by.to
  }
}

/** A payment in which nothing goes wrong, its caller keying as soon as he is asked. */
const run = goOn(
  start,
  'caller answer send deliver capture-requested complete-requested'.split(' '),
)

function moveOf(is: (taken: Taken) => boolean): Taken {
  const found = run.find(is)
  if (found === undefined) throw new Error('The payment has no such move.')
  return found
}

const [charge, verdict, asked] = [
  moveOf(({ from, by }) => by.to.twilio.charges > from.twilio.charges),
  moveOf(({ by }) => by.to.session.state.status === 'succeeded'),
  moveOf(({ by }) => by.name === 'complete-requested'),
]

/** The same move, from or to something that cannot be. */
const spoilt = (taken: Taken, { from, to }: { from?: Partial<Stand>; to?: Partial<Stand> }) =>
  brokenBy({
    ...taken,
    from: { ...taken.from, ...from },
    by: { ...taken.by, to: { ...taken.by.to, ...to } },
  })

const failed = { status: 'failed', reason: 'declined' } as const

describe('what is checked after every move of the model', () => {
  test('nothing of a payment in which nothing goes wrong is broken', async () => {
    expect(run.flatMap(brokenBy)).toEqual([])
    expect(run.at(-1)?.by.to.session).toMatchObject({ state: { status: 'succeeded' } })
    const way = run.map(({ by }) => by.name)
    expect(await replay(start, { way, script })).toEqual([])
  })

  test('I1: a second charge is found', () => {
    const twilio = { ...charge.by.to.twilio, charges: 2 }

    expect(spoilt(charge, { to: { twilio } })).toEqual([
      `I1: a second charge, by ${charge.by.name}`,
    ])
  })

  test('I2: a send of what was not owed, of nobody, or still to come, is found', () => {
    const { name } = charge.by
    const session = { ...charge.from.session, pending: null }
    const sends = [...verdict.by.to.twilio.sends, 'key-of-nobody cancel']
    const command = { type: 'cancel', attempt: 1, step: 9, paymentSid: aPaymentSid(1) } as const
    const workers = [...asked.by.to.workers, { command, outcome: null, bornMs: 0 }]

    expect(spoilt(charge, { from: { session } })).toEqual([
      `I2: complete 3 was sent unrecorded, by ${name}`,
    ])
    expect(spoilt(verdict, { to: { twilio: { ...verdict.by.to.twilio, sends } } })).toEqual([
      `I2: something was sent by nobody, by ${verdict.by.name}`,
    ])
    expect(spoilt(asked, { to: { workers } })).toEqual([
      'I2: cancel 9 is to be sent, and is not owed, by complete-requested',
    ])
  })

  test('I3: a charge that the session denies is found, and so is one that it makes up', () => {
    const { name, to } = verdict.by
    const denied = { ...to.session, state: failed }

    expect(spoilt(verdict, { to: { session: denied } })).toEqual([
      `I3: a charge denied, by ${name}`,
    ])
    expect(spoilt(verdict, { to: { twilio: { ...to.twilio, charges: 0 } } })).toEqual([
      `I3: a charge made up, by ${name}`,
    ])
  })

  test('I4: an end that does not stay, and a way around the charge, are found', () => {
    const { name, to } = verdict.by
    const cancelled = { ...to.session, state: { status: 'cancelled', by: 'client' } as const }
    const uncharged = { ...to.twilio, charges: 0 }

    expect(
      spoilt(verdict, {
        from: { session: to.session },
        to: { session: cancelled, twilio: uncharged },
      }),
    ).toEqual([`I4: a way that there is not, by ${name}`])
    expect(spoilt(verdict, { from: { session: asked.from.session } })).toEqual([
      `I4: a way that there is not, by ${name}`,
    ])
  })

  test('I5: a key of two commands, and a charge that is sent twice, are found', () => {
    const { name, to } = charge.by
    const sent = to.twilio.sends.at(-1) ?? ''
    const [key] = sent.split(' ')
    const sending = (more: string) => ({
      to: { twilio: { ...to.twilio, sends: [...to.twilio.sends, more] } },
    })

    expect(spoilt(charge, sending(`${key} cancel`))).toEqual([
      `I5: a key of two commands, by ${name}`,
    ])
    expect(spoilt(charge, sending(sent))).toEqual([`I5: a charge sent twice, by ${name}`])
  })
})

const isSentAgain = ({ twilio }: Stand): boolean =>
  twilio.sends.filter((send) => send.endsWith(' complete')).length > 1

const through = ({ ends }: Explored, name: string) =>
  ends.filter(({ way }) => way.some((move) => move.startsWith(`${name} complete`)))

describe('what the search finds where a charge was not carried out', () => {
  const explored = explore(start, { script, statesMax: 20_000 })

  test('I1, S21: what Twilio did not take is charged once, by another request', () => {
    const paid = through(explored, 'busy').filter(isSentAgain)

    expect(paid.length).toBeGreaterThan(0)
    for (const { session, twilio, way } of paid) {
      expect([session.state.status, twilio.charges], way.join('\n')).toEqual(['succeeded', 1])
    }
  })

  test('I3: what was lost on the way is not known, and not sent again', () => {
    const dropped = through(explored, 'drop')

    expect(dropped.length).toBeGreaterThan(0)
    for (const { way, ...end } of dropped) {
      const { session, twilio } = settled(end)
      expect([session.state.status, twilio.charges], way.join('\n')).toEqual(['unresolved', 0])
    }
    expect(dropped.filter(isSentAgain)).toEqual([])
  })

  test('I1, I3: a Twilio that says it is busy, and charges, is found out', () => {
    const name = charge.by.name.replace('send', 'busy')
    const busy = movesFrom(charge.from, script).find((move) => move.name === name)
    if (busy === undefined) throw new Error('Twilio is never busy.')
    const twilio = { ...busy.to.twilio, charges: 1 }
    const broken = new Set<string>()
    const onMove = (taken: Taken) => {
      for (const what of brokenBy(taken)) broken.add(what.split(',')[0] ?? '')
    }
    explore({ ...busy.to, twilio }, { script, onMove, statesMax: 20_000 })

    expect([...broken]).toContain('I1: a second charge')
  })
})

test('I2: what the model sends, and the code does not, stops a replay', async () => {
  const silent = { ...start, session: { ...start.session, pending: null } }
  const way = ['send create 1 of 0']

  await expect(replay(silent, { way, script })).rejects.toThrow('The code does not send create 1')
})
