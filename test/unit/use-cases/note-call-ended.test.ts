import { describe, expect, test } from 'vitest'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { noteCallEnded } from '../../../lambda/use-cases/note-call-ended.ts'
import { aCallSid, aSessionId } from '../../support/a-session.ts'
import { aWorld, type FakeWorld, storedIn } from '../../support/a-world.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const callSid = aCallSid()

const note = ({ world, remainingMs }: FakeWorld) =>
  noteCallEnded(world, { callSid, signers: ['default'], remainingMs })

async function onACall(session: Session | null): Promise<FakeWorld> {
  const fake = aWorld()
  const claim = { fingerprint: '', claimedAt: fake.now(), earlier: [] }
  await fake.stores.claims.claim({ ...claim, key: `call#${callSid}`, sessionId: aSessionId() })
  if (session !== null) await fake.stores.sessions.insert(session)
  return fake
}

describe('a caller who hangs up', () => {
  test.each(['offered', 'starting', 'capturing'] as const)(
    'ends the session of the call while it is %s, without a word',
    async (status) => {
      const fake = await onACall(sessionIn(status))

      expect(await note(fake)).toBe('noted')
      expect((await storedIn(fake)).state).toEqual({ status: 'failed', reason: 'caller-hung-up' })
      expect(fake.said).toEqual([])
    },
  )

  test('does not call a charge off', async () => {
    const fake = await onACall(sessionIn('completing'))

    expect(await note(fake)).toBe('noted')
    expect(await storedIn(fake)).toEqual(sessionIn('completing'))
  })

  test('on a call without a session ends nothing', async () => {
    expect(await note(aWorld())).toBe('nothing')
    expect(await note(await onACall(null))).toBe('nothing')
  })
})
