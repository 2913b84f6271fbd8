import { describe, expect, test } from 'vitest'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { aPaymentSid, at } from '../../support/a-session.ts'
import { liesOf } from '../../support/drill/checks/truth.ts'
import { Drill } from '../../support/drill/drill.ts'
import { short } from '../../support/drill/payments/deals.ts'
import { guidesThrough, starts } from '../../support/drill/people/client.ts'
import { memoryStores } from '../../support/memory/stores.ts'
import { owing } from '../../support/sessions-in.ts'

/** A payment of the drill in which nothing went wrong, and what is to be spoilt of it. */
async function aRun() {
  const stores = memoryStores()
  const drill = new Drill({ deaths: [], nature: {}, stores, run: 1 })
  const id = await starts(drill, { ...short, mode: 'assisted', announce: false, key: 'start' })
  if (id === null) throw new Error('The payment did not start.')
  await guidesThrough(drill, id)
  const session = (await drill.settle(id)) ?? expect.fail('There is no session.')
  expect(liesOf({ drill, session })).toEqual([])
  const { sent } = drill.twilio
  const { ledger } = drill.processor
  const [charge] = ledger
  const complete = sent.find(({ command }) => command.type === 'complete')
  if (charge === undefined || complete === undefined) throw new Error('Nothing was charged.')
  const version = drill.writes.length
  return { drill, session, ledger, sent, charge, complete, version }
}

const failed = { status: 'failed', reason: 'declined' } as const

describe('what is checked after every payment of the drill', () => {
  test('I1: a second charge is a lie', async () => {
    const { drill, session, ledger, charge } = await aRun()
    ledger.push(charge)

    expect(liesOf({ drill, session })).toContain('2 charges')
  })

  test('I2: a request that was not recorded just so is a lie', async () => {
    const { drill, session } = await aRun()
    const command = { type: 'cancel', attempt: 1, step: 99, paymentSid: aPaymentSid() } as const
    await drill.send({ session, command })

    expect(liesOf({ drill, session })).toContain('cancel 99 was sent without a record')
  })

  test('I3: a charge that the session denies is a lie, and so is one that it makes up', async () => {
    const { drill, session, ledger } = await aRun()
    const denied: Session = { ...session, state: failed }

    expect(liesOf({ drill, session: denied })).toContain('failed after 1 charges')
    expect(liesOf({ drill, session: null })).toContain('sent without a session')
    ledger.pop()
    expect(liesOf({ drill, session })).toContain('succeeded after 0 charges')
  })

  test('I4: an end that does not stay, and a version that is left out, are lies', async () => {
    const { drill, session, version } = await aRun()
    drill.writes.push({ version: version + 2, session: { ...session, state: failed } })

    const lies = liesOf({ drill, session })
    expect(lies).toContain('succeeded became failed')
    expect(lies).toContain(`version ${version + 2} was written`)
  })

  test('I5: a key of two requests, of nobody’s, and a charge that is sent twice, are lies', async () => {
    const { drill, session, sent, complete } = await aRun()
    const { key, command } = complete
    sent.push(complete)
    sent.push({ ...complete, command: { ...command, step: command.step + 1 } })
    sent.push({ ...complete, key: 'another' })

    const lies = liesOf({ drill, session })
    expect(lies).toContain(`the charge ${key} was sent twice`)
    expect(lies.some((lie) => lie.startsWith(`${key} is the key of`))).toBe(true)
    expect(lies).toContain('another is the key of another session')
  })

  test('I7: what is owed for ever, and a verdict that nobody waits for, are lies', async () => {
    const { drill, session, complete } = await aRun()
    const isCompleting = ({ session: { state } }: (typeof drill.writes)[number]) =>
      state.status === 'completing'
    const out = drill.writes.findIndex(isCompleting)
    const ended = drill.writes.findIndex((write, n) => n > out && !isCompleting(write))
    const written = drill.writes[ended]
    if (written === undefined) throw new Error('The charge had no end.')
    const late = { ...written.session, tendedAt: at(90_000 + 10 * 60_000) }
    drill.writes[ended] = { ...written, session: late }

    const lies = liesOf({ drill, session: { ...session, pending: owing(complete.command) } })
    expect(lies).toContain('complete is owed for ever')
    expect(lies.some((lie) => /^a verdict \d+ ms late$/.test(lie))).toBe(true)
  })

  test('I10: an ending that is told to nobody, too late, or without a number, is a lie', async () => {
    const { drill, session, version } = await aRun()
    const unresolved = { status: 'unresolved', since: at(0), charging: null, lookUps: 0 } as const
    const outcome = { number: 1, status: 'unresolved', at: at(0) } as const
    drill.writes.splice(version - 2, 0, { version, session: { ...session, state: unresolved } })

    expect(liesOf({ drill, session })).toContain(
      'ended as unresolved, succeeded, and told as succeeded',
    )
    expect(liesOf({ drill, session })).toContain('unresolved, and nobody counted it')
    await drill.outcomes.put({ session, outcome: { ...outcome, number: 2 } })
    const lies = liesOf({ drill, session })
    expect(lies).toContain('ended as unresolved, succeeded, and told as succeeded, unresolved')
    await drill.outcomes.put({ session, outcome: { ...outcome, number: 4 } })
    expect(liesOf({ drill, session })).toContain('told out of order')
  })
})
