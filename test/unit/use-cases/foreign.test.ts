import { describe, expect, test } from 'vitest'
import { type AnswerCall, answerCall } from '../../../lambda/use-cases/answer-call.ts'
import { noteCallEnded } from '../../../lambda/use-cases/note-call-ended.ts'
import { receiveCallback } from '../../../lambda/use-cases/receive-callback.ts'
import { takeTurn } from '../../../lambda/use-cases/take-turn.ts'
import { firstTurn } from '../../../lambda/voice/turn.ts'
import { aCallSid, aSession, aSessionId } from '../../support/a-session.ts'
import { aWorld, type FakeWorld, storedIn } from '../../support/a-world.ts'
import { everyEvent } from '../../support/every-event.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const sessionId = aSessionId()
const callSid = aCallSid()
const { purchase, terms } = aSession()
const ofBerlin = { ...terms, merchant: 'berlin' }

/** A call on which a session of the merchant berlin goes on. */
async function berlinWorld(session = sessionIn('capturing', { terms: ofBerlin })) {
  const fake = aWorld()
  const connector = { paymentConnector: 'Default' }
  const merchants = new Map(['default', 'berlin', 'paris'].map((name) => [name, connector]))
  const world = { ...fake.world, merchants }
  await fake.stores.sessions.insert(session)
  const claimedAt = fake.now()
  const claim = { fingerprint: 'berlin 4250 USD INV-1001', claimedAt, earlier: [] }
  await fake.stores.claims.claim({ ...claim, key: `call#${callSid}`, sessionId })
  return { ...fake, world }
}

const ways = {
  turn: ({ world, remainingMs }: FakeWorld, signers: readonly string[]) =>
    takeTurn(world, {
      sessionId,
      callSid,
      signers,
      digits: null,
      turn: { ...firstTurn, silences: 2 },
      remainingMs,
    }),
  hangUp: ({ world, remainingMs }: FakeWorld, signers: readonly string[]) =>
    noteCallEnded(world, { callSid, signers, remainingMs }),
  key: ({ world, remainingMs }: FakeWorld, signers: readonly string[]) => {
    const callback = { kind: 'progress', field: 'security-code', digits: 1 } as const
    return receiveCallback(world, { sessionId, step: 4, callback, signers, remainingMs })
  },
  verdict: ({ world, remainingMs }: FakeWorld, signers: readonly string[]) => {
    const event = everyEvent(sessionIn('capturing'))['payment-succeeded']
    const callback = { kind: 'event', event: () => event } as const
    return receiveCallback(world, { sessionId, step: 4, callback, signers, remainingMs })
  },
  offer: ({ world, remainingMs }: FakeWorld, signers: readonly string[]) => {
    const own = { ...terms, merchant: signers[0] ?? '', paymentConnector: null }
    return answerCall(world, { callSid, purchase, terms: own, signers, remainingMs })
  },
}

describe('what another merchant’s account has signed', () => {
  test.each(Object.entries(ways))(
    'changes nothing of a session, and says nothing: %s',
    async (_, comes) => {
      const fake = await berlinWorld()
      const before = await storedIn(fake)

      expect(await comes(fake, ['paris', 'default'])).toBe('foreign')

      expect(await storedIn(fake)).toEqual(before)
      expect([fake.sent, fake.said, fake.entries]).toEqual([[], [], []])
    },
  )

  test.each(Object.entries(ways))('counts if it is one of the signers: %s', async (_, comes) => {
    expect(await comes(await berlinWorld(), ['berlin', 'default'])).not.toBe('foreign')
  })
})

describe('a voice URL', () => {
  const asking = (fake: FakeWorld, wanted: Partial<AnswerCall> & { merchant: string }) =>
    answerCall(fake.world, {
      callSid: aCallSid(2),
      purchase,
      terms: { ...terms, merchant: wanted.merchant, paymentConnector: null },
      signers: [],
      remainingMs: fake.remainingMs,
      ...wanted,
    })

  test('starts nothing for a merchant whose account did not sign it', async () => {
    const fake = await berlinWorld()

    expect(await asking(fake, { merchant: 'berlin', signers: ['default'] })).toBe('foreign')
    expect(await fake.stores.claims.find(`call#${aCallSid(2)}`, fake.now())).toBeNull()
  })

  test('of one merchant ends the offer of another with the same account', async () => {
    const fake = await berlinWorld()
    const signers = ['berlin', 'paris']

    const session = await asking(fake, { merchant: 'paris', signers, callSid })

    expect(session).toMatchObject({ terms: { merchant: 'paris' }, state: { status: 'offered' } })
    expect(await storedIn(fake)).toMatchObject({ state: { status: 'cancelled' } })
  })

  test('may come after a session that has ended, whose ever it was', async () => {
    const fake = await berlinWorld(sessionIn('failed', { terms: ofBerlin, pending: null }))

    const session = await asking(fake, { merchant: 'default', signers: ['default'], callSid })

    expect(session).toMatchObject({ terms: { merchant: 'default' }, state: { status: 'offered' } })
  })
})
