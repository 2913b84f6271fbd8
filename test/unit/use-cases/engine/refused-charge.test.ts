import { describe, expect, test } from 'vitest'
import { moneyMoved, type Session } from '../../../../lambda/domain/session/session.ts'
import { advance } from '../../../../lambda/use-cases/engine/advance.ts'
import { aSessionId } from '../../../support/a-session.ts'
import {
  accepted,
  aWorld,
  type FakeWorld,
  refusedWith,
  storedIn,
} from '../../../support/a-world.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

/** Asked to charge twice, with a key each; Twilio answers the first request with the code. */
async function chargedTwice(
  twilioCode: number,
): Promise<FakeWorld & { readonly session: Session }> {
  const fake = aWorld({ outcomes: [refusedWith(twilioCode), accepted] })
  await fake.stores.sessions.insert(sessionIn('collecting', { mode: 'assisted' }))
  for (const key of ['first', 'second']) {
    await advance(fake.world, {
      sessionId: aSessionId(),
      event: (at) => ({ type: 'complete-requested', at }),
      key: { key, fingerprint: key },
      announce: false,
      remainingMs: () => 25_000,
    })
  }
  return { ...fake, session: await storedIn(fake) }
}

const charges = ({ sent }: FakeWorld) => sent.filter(({ type }) => type === 'complete')

/** Twilio's page of each says that the processor answered badly, late, or never. */
describe.each([64002, 64008, 64010])('a charge that Twilio answers with %i', (twilioCode) => {
  test('may have been made, and no other is', async () => {
    const fake = await chargedTwice(twilioCode)

    expect(charges(fake)).toHaveLength(1)
    expect(moneyMoved(fake.session)).toBe('not-known')
    expect(fake.session.problem).toEqual({ kind: 'connector', twilioCode })
    expect(fake.entries).toContainEqual(expect.objectContaining({ metric: 'SessionUnresolved' }))
  })

  test('is not denied to a caller who is alone', async () => {
    const fake = aWorld({ outcomes: [refusedWith(twilioCode)] })
    const lastField = sessionIn('capturing', {
      captured: ['payment-card-number', 'expiration-date', 'security-code'],
      pending: null,
      state: {
        ...{ status: 'capturing', captureStep: 4, field: 'postal-code' },
        paymentSid: everyEvent(sessionIn('capturing'))['field-captured'].paymentSid,
      },
    })
    await fake.stores.sessions.insert(lastField)
    await advance(fake.world, {
      sessionId: aSessionId(),
      event: (at) => ({ ...everyEvent(lastField)['field-captured'], at }),
      announce: true,
      remainingMs: () => 14_000,
    })

    expect(charges(fake)).toHaveLength(1)
    expect(fake.said.join(' ')).toContain('We do not know yet')
    expect(fake.said.join(' ')).not.toContain('have not been charged')
  })
})

test('a charge that Twilio refuses because of the request was not made, and may be asked for again', async () => {
  const fake = await chargedTwice(64020)

  expect(charges(fake)).toHaveLength(2)
})
