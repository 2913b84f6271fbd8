import { describe, expect, test } from 'vitest'
import { type Command, closedAheadOf } from '../../../../lambda/domain/session/command.ts'
import { storageUnavailable } from '../../../../lambda/ports/errors.ts'
import { advance } from '../../../../lambda/use-cases/engine/advance.ts'
import { hush } from '../../../../lambda/use-cases/engine/announce.ts'
import { perform } from '../../../../lambda/use-cases/engine/perform.ts'
import { aPaymentSid, at } from '../../../support/a-session.ts'
import {
  accepted,
  aWorld,
  type FakeWorld,
  type FakeWorldOptions,
  unsent,
} from '../../../support/a-world.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { memoryStores } from '../../../support/memory/stores.ts'
import { owing, sessionIn } from '../../../support/sessions-in.ts'

const paymentSid = aPaymentSid()
const replacing: Command = { type: 'create', attempt: 2, step: 7, replaces: paymentSid }

async function performing(command: Command, options: FakeWorldOptions, chance = 0.5) {
  const fake = aWorld(options)
  const surroundings = { ...fake.world.surroundings, chance: () => chance }
  const session = sessionIn('starting', { attempt: command.attempt, step: command.step })
  const answer = await perform(
    { ...fake.world, surroundings },
    { session, command, remainingMs: fake.remainingMs },
  )
  return { ...fake, answer }
}

describe('a payment that replaces a declined one', () => {
  test('closes that one first, as a step of the attempt that it belonged to', async () => {
    expect(closedAheadOf(replacing)).toEqual({ type: 'cancel', attempt: 1, step: 7, paymentSid })
    expect(closedAheadOf({ ...replacing, replaces: null })).toBeNull()
    expect(closedAheadOf({ type: 'complete', attempt: 1, step: 7, paymentSid })).toBeNull()

    const { sent } = await performing(replacing, {})
    expect(sent.map(({ type, key }) => `${type} ${key.slice(-3)}`)).toEqual([
      'cancel 1-7',
      'create 2-7',
    ])
  })

  // One send takes up to 5 s, and recording an answer is given 1 s.
  test.each([
    { remainingMs: 11_000, types: ['cancel', 'create'] },
    { remainingMs: 10_999, types: ['create'] },
  ])('closes it only with time for both: $remainingMs ms', async ({ remainingMs, types }) => {
    const { sent } = await performing(replacing, { remainingMs })

    expect(sent.map(({ type }) => type)).toEqual(types)
  })
})

describe('a send that did not reach Twilio', () => {
  const create: Command = { ...replacing, replaces: null }

  test('is told as that, with Twilio’s code only where there is one', async () => {
    const untold = await performing(create, { outcomes: [unsent], startAt: at(0) })
    const told = await performing(create, {
      outcomes: [{ outcome: 'unsent', retryAfterMs: null, twilioCode: 20429 }],
      startAt: at(0),
    })

    // 200 ms, then 400 ms.
    const answer = { type: 'command-unsent', at: at(600), step: 7 }
    expect(untold.answer).toStrictEqual(answer)
    expect(told.answer).toStrictEqual({ ...answer, twilioCode: 20429 })
  })

  test.each([
    { chance: 0, waits: [100, 200] },
    { chance: 0.9, waits: [280, 560] },
  ])('S21: waits with jitter, $waits ms', async ({ chance, waits }) => {
    expect((await performing(create, { outcomes: [unsent] }, chance)).waits).toEqual(waits)
  })

  test('is repeated while there is just time for the pause and another send', async () => {
    const outcomes = [unsent, accepted]

    const enough = await performing(create, { outcomes, remainingMs: 6_200 })
    const short = await performing(create, { outcomes, remainingMs: 6_199 })

    expect([enough.sent.length, short.sent.length]).toEqual([2, 1])
  })
})

describe('one change of a session', () => {
  const capturing = sessionIn('capturing')
  const captured = everyEvent(capturing)['field-captured']

  async function counted(options: { readonly saved: number }) {
    const stores = memoryStores()
    let [loads, saves] = [0, 0]
    const sessions: typeof stores.sessions = {
      ...stores.sessions,
      load: (id) => {
        loads += 1
        return stores.sessions.load(id)
      },
      save: async (stored) => {
        saves += 1
        return saves <= options.saved ? stores.sessions.save(stored) : 'conflict'
      },
    }
    await stores.sessions.insert(capturing)
    const known = await stores.sessions.load(capturing.id)
    const fake = aWorld({ stores: { ...stores, sessions } })
    // The send looks at the store for itself, behind the engine's back.
    const payments = { timeoutMs: 5_000, send: async () => accepted }
    const { result } = await advance(
      { ...fake.world, payments },
      {
        sessionId: capturing.id,
        event: () => captured,
        announce: false,
        remainingMs: fake.remainingMs,
        ...(known === null ? {} : { known }),
      },
    )
    return { result, loads, saves }
  }

  test('reads nothing that is known, and writes what is owed and what was answered', async () => {
    expect(await counted({ saved: 2 })).toEqual({ result: 'advanced', loads: 0, saves: 2 })
  })

  test('is tried four times against others, and then says so', async () => {
    expect(await counted({ saved: 0 })).toEqual({ result: 'lost-race', loads: 3, saves: 4 })
    // Recorded and sent, but its answer found no way in: nobody is told that it has one.
    expect(await counted({ saved: 1 })).toMatchObject({ result: 'lost-race' })
  })

  test('that changes nothing writes nothing', async () => {
    const fake = aWorld()
    const completing = sessionIn('completing')
    await fake.stores.sessions.insert(completing)

    const { result } = await advance(fake.world, {
      sessionId: completing.id,
      event: () => everyEvent(completing)['call-ended'],
      announce: true,
      remainingMs: fake.remainingMs,
    })

    expect(result).toBe('unchanged')
    expect((await fake.stores.sessions.load(completing.id))?.version).toBe(1)
  })
})

describe('the voice', () => {
  test('does not talk over Twilio’s own question', async () => {
    const { terms } = sessionIn('collecting')
    const asking = sessionIn('capturing', {
      terms: { ...terms, options: { confirmation: 'true' } },
      captured: terms.fields.filter((field) => field !== 'security-code'),
    })
    const fake = aWorld()
    await fake.stores.sessions.insert(asking)

    await advance(fake.world, {
      sessionId: asking.id,
      event: () => everyEvent(asking)['field-captured'],
      announce: true,
      remainingMs: fake.remainingMs,
    })

    expect(fake.sent.map(({ type }) => type)).toEqual(['complete'])
    expect(fake.said).toEqual([])
  })

  test('is not hushed where an agent talks', async () => {
    const fake = aWorld()

    await hush(fake.world, sessionIn('capturing', { mode: 'assisted' }))

    expect(fake.said).toEqual([])
  })
})

describe('a charge that Twilio had no time for', () => {
  const session = sessionIn('completing', { attempt: 2 })
  const command: Command = { type: 'complete', attempt: 2, step: 6, paymentSid }
  const waiting = { ...session, pending: owing(command) }
  const performed = async (options: FakeWorldOptions) => {
    const fake = aWorld({ outcomes: [unsent, accepted], ...options })
    await fake.stores.sessions.insert(waiting)
    const { remainingMs } = fake
    const answer = await perform(fake.world, { session: waiting, command, remainingMs })
    return { sent: fake.sent.length, answer: answer.type }
  }

  test('is sent again when nothing was heard meanwhile', async () => {
    expect(await performed({})).toEqual({ sent: 2, answer: 'command-accepted' })
  })

  test('is left alone once the attempt before it turns out to be charged', async () => {
    const { 'payment-succeeded': told } = everyEvent(session)
    const whileSending = ({ world, remainingMs }: FakeWorld) =>
      advance(world, {
        sessionId: session.id,
        event: () => ({ ...told, attempt: 1 }),
        announce: false,
        remainingMs,
      })

    expect(await performed({ whileSending })).toEqual({ sent: 1, answer: 'command-unsent' })
  })

  test('says of a mistake of ours that it is one', async () => {
    const stores = memoryStores()
    let reads = 0
    const load: typeof stores.sessions.load = async (id) => {
      reads += 1
      if (reads > 1) throw new RangeError('A mistake.')
      return stores.sessions.load(id)
    }

    await expect(
      performed({ stores: { ...stores, sessions: { ...stores.sessions, load } } }),
    ).rejects.toThrow(RangeError)
  })

  test('is left alone when somebody else has ended it, or nobody knows', async () => {
    const over = async ({ stores }: FakeWorld) =>
      stores.sessions.save({ session: { ...waiting, pending: null }, version: 1 })
    const stores = memoryStores()
    let isAway = false
    const load: typeof stores.sessions.load = async (id) => {
      if (isAway) throw storageUnavailable('a read', null)
      return stores.sessions.load(id)
    }
    const flaky = { ...stores, sessions: { ...stores.sessions, load } }
    const goesAway = async () => {
      isAway = true
    }

    expect(await performed({ whileSending: over })).toEqual({ sent: 1, answer: 'command-unsent' })
    expect(await performed({ stores: flaky, whileSending: goesAway })).toEqual({
      sent: 1,
      answer: 'command-unsent',
    })
  })
})
