import { describe, expect, test } from 'vitest'
import type { Purchase, Session, Status } from '../../../../lambda/domain/session/session.ts'
import { claimCall } from '../../../../lambda/use-cases/claim-call.ts'
import { aCallSid, aSession, aSessionId, at, money } from '../../../support/a-session.ts'
import { aWorld, type FakeWorld } from '../../../support/a-world.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const { purchase } = aSession()
const other: Purchase = { ...purchase, reference: 'INV-1002' }
const holder = aSessionId(1)
const newcomer = aSessionId(2)

const claim = (
  { world }: FakeWorld,
  wanted: {
    sessionId?: Session['id']
    purchase?: Purchase
    merchant?: string
    mayResume?: boolean
  } = {},
) =>
  claimCall(world, {
    callSid: aCallSid(),
    purchase: wanted.purchase ?? purchase,
    merchant: wanted.merchant ?? 'default',
    sessionId: wanted.sessionId ?? newcomer,
    mayResume: wanted.mayResume ?? false,
  })

/** A call that the first session holds, in the status. */
async function heldBy(status: Status): Promise<FakeWorld> {
  const fake = aWorld()
  await claim(fake, { sessionId: holder })
  await fake.stores.sessions.insert(sessionIn(status, { pending: null }))
  return fake
}

test('a call that nobody has is claimed', async () => {
  expect(await claim(aWorld())).toEqual({ result: 'claimed', sessionId: newcomer })
})

test('a claim repeated for its own session is the same claim', async () => {
  const fake = aWorld()
  await claim(fake)

  expect(await claim(fake)).toEqual({ result: 'claimed', sessionId: newcomer })
})

describe('a call whose session goes on', () => {
  test.each(['offered', 'starting', 'collecting', 'capturing', 'completing'] as const)(
    'is not given to another while it is %s',
    async (status) => {
      const fake = await heldBy(status)

      const same = await claim(fake)
      const different = await claim(fake, { purchase: other })

      expect([same, different]).toEqual([
        { result: 'call-taken', sessionId: holder },
        { result: 'call-taken', sessionId: holder },
      ])
    },
  )

  test('is found again by whoever may resume it, for the same purchase only', async () => {
    const fake = await heldBy('capturing')

    const same = await claim(fake, { mayResume: true })
    const different = await claim(fake, { mayResume: true, purchase: other })

    expect(same).toEqual({ result: 'claimed', sessionId: holder })
    expect(different).toEqual({ result: 'call-taken', sessionId: holder })
  })
})

describe('a call whose session has ended', () => {
  test.each(['failed', 'cancelled'] as const)(
    'is handed over for the same purchase when it %s, since no money moved',
    async (status) => {
      const fake = await heldBy(status)

      expect(await claim(fake)).toEqual({ result: 'claimed', sessionId: newcomer })
      expect((await fake.stores.claims.find(`call#${aCallSid()}`, at(0)))?.sessionId).toBe(newcomer)
    },
  )

  test.each(['succeeded', 'unresolved'] as const)(
    'is never handed over for a purchase that is %s',
    async (status) => {
      const fake = await heldBy(status)

      const byClient = await claim(fake)
      const byCall = await claim(fake, { mayResume: true })

      expect(byClient).toEqual({ result: 'call-taken', sessionId: holder })
      expect(byCall).toEqual({ result: 'claimed', sessionId: holder })
    },
  )

  test.each(['succeeded', 'unresolved', 'failed'] as const)(
    'is handed over for another purchase when the first one is %s',
    async (status) => {
      const fake = await heldBy(status)

      const claimed = await claim(fake, { purchase: other })

      expect(claimed).toEqual({ result: 'claimed', sessionId: newcomer })
    },
  )

  test.each([
    { ...purchase, money: money('42.51') },
    { ...purchase, money: money('42.50', 'EUR') },
    { ...purchase, reference: 'INV-1001b' },
  ])('takes another amount, currency or reference for another purchase', async (different) => {
    const fake = await heldBy('succeeded')

    const claimed = await claim(fake, { purchase: different })

    expect(claimed.result).toBe('claimed')
  })

  test('takes the same for another purchase at another merchant, whatever their names', async () => {
    const fake = await heldBy('succeeded')
    const berlin = await claim(fake, { merchant: 'berlin' })
    await fake.stores.sessions.insert(sessionIn('succeeded', { id: newcomer }))
    const disguised = { ...purchase, reference: 'berlin INV-1001' }

    const again = await claim(fake, { merchant: 'berlin', sessionId: aSessionId(3) })
    const different = await claim(fake, { purchase: disguised, sessionId: aSessionId(3) })

    expect(berlin).toEqual({ result: 'claimed', sessionId: newcomer })
    expect(again).toEqual({ result: 'call-taken', sessionId: newcomer })
    expect(different).toEqual({ result: 'claimed', sessionId: aSessionId(3) })
  })

  test('is handed to one of many who want it at once', async () => {
    const fake = await heldBy('failed')

    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => claim(fake, { sessionId: aSessionId(10 + n) })),
    )

    expect(results.filter(({ result }) => result === 'claimed')).toHaveLength(1)
  })
})

describe('a purchase that was paid earlier on a call', () => {
  const earlierClaim = (n: number) => ({
    sessionId: aSessionId(n),
    fingerprint: '4250 USD INV-1001',
  })

  /** The first try at it was not known for a while and then declined, the second was paid. */
  async function paidAtTheSecondTry() {
    const fake = await heldBy('cancelled')
    const { sessions, claims } = fake.stores
    await sessions.insert(sessionIn('failed', { id: aSessionId(50) }))
    await sessions.insert(sessionIn('succeeded', { id: aSessionId(51) }))
    const from = await claims.find(`call#${aCallSid()}`, at(0))
    if (from === null) throw new Error('Nobody has claimed the call.')
    const earlier = [earlierClaim(50), earlierClaim(51)]
    await claims.handOver({ from, to: { ...from, fingerprint: 'something else', earlier } })
    return fake
  }

  test('is never claimed again, however many tries came before the payment', async () => {
    const fake = await paidAtTheSecondTry()

    expect(await claim(fake)).toEqual({ result: 'call-taken', sessionId: aSessionId(51) })
    expect(await claim(fake, { mayResume: true })).toEqual({
      result: 'claimed',
      sessionId: aSessionId(51),
    })
  })
})

test('a call remembers the last fifty sessions before the present one', async () => {
  const fake = aWorld()
  for (let n = 1; n <= 120; n++) {
    const sessionId = aSessionId(n)
    await claim(fake, { sessionId, purchase: { ...purchase, reference: `INV-${n}` } })
    await fake.stores.sessions.insert(sessionIn('failed', { id: sessionId, pending: null }))
  }

  const held = await fake.stores.claims.find(`call#${aCallSid()}`, at(0))
  const remembered = held?.earlier.map(({ sessionId }) => sessionId)
  expect(remembered).toEqual(Array.from({ length: 50 }, (_, n) => aSessionId(70 + n)))
})

describe('a call that was claimed by a start that died', () => {
  test('goes on with the claimed session for the same purchase', async () => {
    const fake = aWorld()
    await claim(fake, { sessionId: holder })

    expect(await claim(fake)).toEqual({ result: 'claimed', sessionId: holder })
  })

  test('is free for another purchase only when it is over by every clock', async () => {
    const fake = aWorld()
    await claim(fake, { sessionId: holder })

    const early = await claim(fake, { purchase: other })
    await fake.world.surroundings.wait(21 * 60_000)
    const last = await claim(fake, { purchase: other, mayResume: true })
    await fake.world.surroundings.wait(1)
    const late = await claim(fake, { purchase: other })

    const freeAt = Date.parse('2026-11-23T12:21:00.001Z')
    expect(early).toEqual({ result: 'start-unfinished', callSid: aCallSid(), freeAt })
    expect(last).toEqual(early)
    expect(late).toEqual({ result: 'claimed', sessionId: newcomer })
  })

  test('is taken by its session, for another purchase, as soon as it has one', async () => {
    const fake = aWorld()
    await claim(fake, { sessionId: holder })
    await fake.stores.sessions.insert(sessionIn('offered'))

    expect(await claim(fake, { purchase: other })).toEqual({
      result: 'call-taken',
      sessionId: holder,
    })
  })
})
