import { describe, expect, test } from 'vitest'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { SendOutcome } from '../../../lambda/ports/twilio-payments.ts'
import { advance } from '../../../lambda/use-cases/engine/advance.ts'
import type { World } from '../../../lambda/use-cases/engine/world.ts'
import { settleDueSessions } from '../../../lambda/use-cases/settle-due-sessions.ts'
import { aSession, at } from '../../support/a-session.ts'
import { accepted, aWorld, storedIn } from '../../support/a-world.ts'
import { everyEvent } from '../../support/every-event.ts'
import { type MemoryStores, memoryStores } from '../../support/memory/stores.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const ready = sessionIn('collecting', { mode: 'assisted' })

/** What records a command, and which. */
const capture = { session: ready, asks: 'capture-requested', owes: 'capture' } as const
const create = { session: aSession(), asks: 'consent-given', owes: 'create' } as const
const cancel = { session: ready, asks: 'cancel-requested', owes: 'cancel' } as const
const charge = { session: ready, asks: 'complete-requested', owes: 'complete' } as const

type Asked = typeof capture | typeof create | typeof cancel | typeof charge

/** Holds whoever comes to it, until it is opened. */
function gate<Value>() {
  let open: (value: Value) => void = () => {}
  const passed = new Promise<Value>((resolve) => {
    open = resolve
  })
  return { open, passed }
}

/**
 * A function that stands still when its command is recorded and not sent. When it wakes its time
 * is over, by the clock that Lambda has of it.
 */
async function freezes(stores: MemoryStores, { session, asks }: Asked) {
  await stores.sessions.insert(session)
  const fake = aWorld({ stores })
  const isRecorded = gate<void>()
  const wakes = gate<void>()
  let remainingMs = 14_000
  const save: typeof stores.sessions.save = async (stored) => {
    const saved = await stores.sessions.save(stored)
    isRecorded.open()
    await wakes.passed
    return saved
  }
  const frozen = advance(
    { ...fake.world, sessions: { ...stores.sessions, save } },
    {
      sessionId: session.id,
      event: () => everyEvent(session)[asks],
      announce: false,
      remainingMs: () => remainingMs,
    },
  )
  await isRecorded.passed
  const wake = () => {
    remainingMs = 0
    wakes.open()
    return frozen
  }
  return { fake, wake }
}

const settles = (world: World) => settleDueSessions(world, { remainingMs: () => 60_000 })

const minute = 60_000

describe('a function that freezes with a command in hand', () => {
  test.each([create, capture, cancel])(
    'S36: and wakes when another has sent it, sends nothing and changes nothing ($owes)',
    async (asked) => {
      const stores = memoryStores()
      const { fake, wake } = await freezes(stores, asked)
      const other = aWorld({ stores, startAt: at(minute) })
      await settles(other.world)
      expect(other.sent[0]?.type).toBe(asked.owes)
      const settled = await storedIn(other)

      await wake()

      expect(fake.sent).toEqual([])
      expect(await storedIn(fake)).toEqual<Session>(settled)
    },
  )

  test.each([
    { ...create, leadsTo: 'capturing' },
    { ...capture, leadsTo: 'capturing' },
    { ...cancel, leadsTo: 'cancelled' },
  ] as const)(
    'S36: and wakes while another sends it, leaves the answer to that one ($owes)',
    async ({ leadsTo, ...asked }) => {
      const stores = memoryStores()
      const { fake, wake } = await freezes(stores, asked)
      const isOut = gate<void>()
      const answers = gate<SendOutcome>()
      const send = () => {
        isOut.open()
        return answers.passed
      }
      const { world } = aWorld({ stores, startAt: at(minute) })
      const settling = settles({ ...world, payments: { timeoutMs: 5_000, send } })
      await isOut.passed

      await wake()
      answers.open(accepted)
      await settling

      expect(fake.sent).toEqual([])
      expect(await storedIn(fake)).toMatchObject({ state: { status: leadsTo }, pending: null })
    },
  )

  test('S36: and wakes when its charge is given up for not known, never sends it', async () => {
    const stores = memoryStores()
    const { fake, wake } = await freezes(stores, charge)
    const other = aWorld({ stores, startAt: at(2 * minute) })
    await settles(other.world)
    const unresolved = await storedIn(other)
    expect(unresolved.state.status).toBe('unresolved')

    await wake()

    expect([...fake.sent, ...other.sent]).toEqual([])
    expect(await storedIn(fake)).toEqual<Session>(unresolved)
  })
})
