import { describe, expect, test } from 'vitest'
import { promptKeyOf } from '../../../../lambda/domain/guide/prompt.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { later } from '../../../../lambda/domain/values/time.ts'
import { settleDueSessions } from '../../../../lambda/use-cases/settle-due-sessions.ts'
import { takeTurn } from '../../../../lambda/use-cases/take-turn.ts'
import { localePackOf } from '../../../../lambda/voice/locales/index.ts'
import { renderSession } from '../../../../lambda/voice/render.ts'
import { aSession, at, NOON } from '../../../support/a-session.ts'
import { aWorld, storedIn } from '../../../support/a-world.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

/** A run a minute and a half after noon, over a guided session whose prompts are pushed. */
async function settling(session: Session) {
  const fake = aWorld({ startAt: at(90_000), remainingMs: 55_000 })
  await fake.stores.sessions.insert(session)
  await settleDueSessions(fake.world, fake)
  return { ...fake, settled: await storedIn(fake) }
}

const { terms } = aSession()
const confirming = {
  terms: { ...terms, options: { ...terms.options, confirmation: 'true' } },
} as const

describe('a caller who waits for the bank when a run finds that its verdict is overdue', () => {
  const { notKnown } = localePackOf(terms.language)

  test.each([
    { what: 'hears that we wait', more: {} },
    { what: 'was asked by Twilio to confirm', more: confirming },
  ])('and $what, is told within twenty seconds that it is not known', async ({ more }) => {
    const completing = sessionIn('completing', more)
    const fake = await settling(completing)
    const { voice } = fake.world
    const turn = { key: promptKeyOf(completing), silences: 3, quietSeconds: 0 }
    const meanwhile = renderSession(completing, { voice, turn })

    const taken = await takeTurn(fake.world, {
      ...{ sessionId: completing.id, callSid: completing.callSid, signers: ['default'] },
      ...{ digits: null, turn, remainingMs: fake.remainingMs },
    })

    const [, pauseSeconds] = /<Pause length="(\d+)"\/?>.*<Redirect/.exec(meanwhile) ?? []
    expect(Number(pauseSeconds)).toBeLessThanOrEqual(20)
    if (taken === null || taken === 'foreign') throw new Error('The turn has no session.')
    const heard = renderSession(taken.session, { voice, turn })
    expect(heard).toContain(notKnown.charge['credit-card'])
  })

  test('is not talked to by the run, which others wait for', async () => {
    const { said, settled } = await settling(sessionIn('completing'))

    expect(settled.state.status).toBe('unresolved')
    expect(said).toEqual([])
  })
})

test('a caller whose session has taken too long hears so at once', async () => {
  const createdAt = later(NOON, -31 * 60_000)
  const { said, settled } = await settling(sessionIn('collecting', { createdAt }))

  expect(settled.state.status).toBe('failed')
  expect(said).toHaveLength(1)
})
