import { describe, expect, test } from 'vitest'
import type { Purchase, Session } from '../../../../lambda/domain/session/session.ts'
import { claimCall } from '../../../../lambda/use-cases/claim-call.ts'
import { aCallSid, aSession, aSessionId } from '../../../support/a-session.ts'
import { aWorld, type FakeWorld } from '../../../support/a-world.ts'
import { memoryStores } from '../../../support/memory/stores.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const { purchase } = aSession()
const invoice = (n: number): Purchase => ({ ...purchase, reference: `INV-${n}` })

interface Wanted {
  readonly purchase: Purchase
  readonly session: number
  readonly mayResume?: boolean
  readonly merchant?: string
}

const claims = ({ world }: FakeWorld, wanted: Wanted) =>
  claimCall(world, {
    callSid: aCallSid(),
    purchase: wanted.purchase,
    merchant: wanted.merchant ?? 'default',
    sessionId: aSessionId(wanted.session),
    mayResume: wanted.mayResume ?? false,
  })

/** Claims the call, and writes the session that comes of it. */
async function goes(fake: FakeWorld, wanted: Wanted & { readonly ends: Session }) {
  const claimed = await claims(fake, wanted)
  await fake.stores.sessions.insert({ ...wanted.ends, id: aSessionId(wanted.session) })
  return claimed
}

const succeeded = sessionIn('succeeded')
const failed = sessionIn('failed', { pending: null })
const claimedBy = (n: number) => ({ result: 'claimed', sessionId: aSessionId(n) })
const takenBy = (n: number) => ({ result: 'call-taken', sessionId: aSessionId(n) })

describe('what was paid on a call', () => {
  test('is remembered while the call goes on to other purchases', async () => {
    const fake = aWorld()
    await goes(fake, { purchase: invoice(1), session: 1, ends: succeeded })
    await goes(fake, { purchase: invoice(2), session: 2, ends: sessionIn('unresolved') })
    await goes(fake, { purchase: invoice(3), session: 3, ends: failed })

    expect(await claims(fake, { purchase: invoice(1), session: 4 })).toEqual(takenBy(1))
    expect(await claims(fake, { purchase: invoice(2), session: 4 })).toEqual(takenBy(2))
    expect(await claims(fake, { purchase: invoice(3), session: 4 })).toEqual(claimedBy(4))
  })

  test('is known even if it had failed, and was charged after all when others had the call', async () => {
    const fake = aWorld()
    await goes(fake, { purchase: invoice(1), session: 1, ends: failed })
    await goes(fake, { purchase: invoice(2), session: 2, ends: failed })
    const { sessions } = fake.stores
    await sessions.save({ session: { ...succeeded, id: aSessionId(1) }, version: 1 })

    expect(await claims(fake, { purchase: invoice(1), session: 3 })).toEqual(takenBy(1))
  })

  test('is remembered even when its session is no longer there', async () => {
    const fake = aWorld()
    await goes(fake, { purchase: invoice(1), session: 1, ends: succeeded })
    await claims(fake, { purchase: invoice(2), session: 2 })
    const later = aWorld({ stores: { ...memoryStores(), claims: fake.stores.claims } })

    expect(await claims(later, { purchase: invoice(1), session: 3 })).toEqual(takenBy(1))
  })

  test('does not count when it failed, or when its start died', async () => {
    const fake = aWorld()
    await goes(fake, { purchase: invoice(1), session: 1, ends: failed })
    await claims(fake, { purchase: invoice(2), session: 2 })
    await fake.world.surroundings.wait(21 * 60_000 + 1)
    await goes(fake, { purchase: invoice(3), session: 3, ends: failed })

    expect(await goes(fake, { purchase: invoice(2), session: 4, ends: failed })).toEqual(
      claimedBy(4),
    )
    expect(await claims(fake, { purchase: invoice(1), session: 5 })).toEqual(claimedBy(5))
  })

  test('is told apart by merchant, and by what a token is for', async () => {
    const token = (reference: string): Purchase => ({ ...purchase, money: null, reference })
    const fake = aWorld()
    await goes(fake, { purchase, session: 1, merchant: 'paris', ends: succeeded })
    await goes(fake, { purchase: token('A'), session: 2, ends: succeeded })

    const otherMerchant = { purchase, session: 3, merchant: 'rome', ends: succeeded }
    expect(await goes(fake, otherMerchant)).toEqual(claimedBy(3))
    expect(await claims(fake, { purchase: token('B'), session: 4 })).toEqual(claimedBy(4))
  })
})

describe('a call whose session goes on', () => {
  test('is still its own session’s, when that claims it again', async () => {
    const fake = aWorld()
    await goes(fake, { purchase, session: 1, ends: sessionIn('capturing') })

    expect(await claims(fake, { purchase, session: 1 })).toEqual(claimedBy(1))
  })

  test('is not resumed by a call that comes in while an agent leads it', async () => {
    const fake = aWorld()
    await goes(fake, { purchase, session: 1, ends: sessionIn('capturing', { mode: 'assisted' }) })

    expect(await claims(fake, { purchase, session: 2, mayResume: true })).toEqual(takenBy(1))
  })

  test('is lost to whoever takes it over first', async () => {
    const stores = memoryStores()
    const fake = aWorld({
      stores: { ...stores, claims: { ...stores.claims, handOver: async () => false } },
    })
    await goes(fake, { purchase, session: 1, ends: failed })

    expect(await claims(fake, { purchase, session: 2 })).toEqual({ result: 'lost-race' })
  })
})

describe('a start that died after it had claimed the call', () => {
  test('is taken up for the same purchase, however late, and by whoever may resume it', async () => {
    const fake = aWorld()
    await claims(fake, { purchase, session: 1 })
    await fake.world.surroundings.wait(60 * 60_000)

    expect(await claims(fake, { purchase, session: 2 })).toEqual(claimedBy(1))
    expect(await claims(fake, { purchase, session: 2, mayResume: true })).toEqual(claimedBy(1))
  })

  test('S32: keeps others away for a minute by clocks that are twenty minutes apart', async () => {
    const fake = aWorld()
    await claims(fake, { purchase, session: 1 })
    await fake.world.surroundings.wait(21 * 60_000)

    const claimed = await claims(fake, { purchase: invoice(2), session: 2 })
    expect(claimed.result).toBe('start-unfinished')
  })
})
