import { describe, expect, test } from 'vitest'
import type { SessionEvent } from '../../../../lambda/domain/session/event.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { aPaymentSid, at } from '../../../support/a-session.ts'
import { being, decided } from '../../../support/decided.ts'
import { aPerson, everyEvent } from '../../../support/every-event.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

test('a charge of an earlier attempt leaves an unresolved one as it is being looked for', () => {
  const { state } = being(sessionIn('unresolved'), 'unresolved')
  const unresolved = sessionIn('unresolved', { attempt: 2, state: { ...state, lookUps: 3 } })
  const charged = { ...everyEvent(unresolved)['payment-succeeded'], attempt: 1 }

  const warned = decided(unresolved, charged)

  expect(warned.state).toEqual({ ...state, lookUps: 3 })
  expect(warned.chargedEarlier).toBe(true)
})

const chargedIn = (attempt: number): SessionEvent => ({
  ...{ type: 'payment-succeeded', at: at(1_000), attempt, step: 6, paymentSid: aPaymentSid() },
  ...{ confirmationCode: `ch_${attempt}`, sealedToken: null },
})
const late: SessionEvent = { type: 'time-passed', at: at(90_000) }
const resolvedBy = (resolver: { readonly by: 'look-up' } | typeof aPerson): SessionEvent => ({
  ...{ type: 'resolved-charged', at: at(100_000), resolver, confirmationCode: 'ch_1' },
})
const byLookUp = resolvedBy({ by: 'look-up' })
const byPerson = resolvedBy(aPerson)

/** In the second attempt, the first one's card having been declined. */
const inSecond = (status: 'completing' | 'starting' | 'failed' | 'cancelled') =>
  sessionIn(status, { attempt: 2, pending: null })

const lastTold = ({ untold }: Session) => untold?.outcomes.at(-1)

describe('a session that succeeds', () => {
  // Somebody has to look whether there are two charges, unless there is certainly one.
  test.each([
    ['by a second charge', inSecond('completing'), [chargedIn(1), chargedIn(2)]],
    ['late by a second charge', inSecond('completing'), [late, chargedIn(1), chargedIn(2)]],
    ['late, told of both', inSecond('completing'), [chargedIn(1), late, chargedIn(2)]],
    ['by the one of two that is found', inSecond('completing'), [late, chargedIn(1), byLookUp]],
    ['by a second one that it did not ask for', inSecond('failed'), [chargedIn(1), chargedIn(2)]],
    ['by the earlier one, found', inSecond('starting'), [chargedIn(1), byLookUp]],
    ['by the earlier one, said', inSecond('starting'), [chargedIn(1), byPerson]],
    ['after it was told as failed', inSecond('failed'), [chargedIn(1), byPerson]],
    ['after it was told as cancelled', inSecond('cancelled'), [chargedIn(1), byLookUp]],
  ] as const)('%s, is told as unexpected', (_, session, events) => {
    const ended = decided(session, ...events)

    expect(lastTold(ended)).toMatchObject({ status: 'succeeded', unexpected: true })
  })

  test.each([
    ['by its charge', [chargedIn(2)]],
    ['late by its charge', [late, chargedIn(2)]],
    ['by its charge, found', [late, byLookUp]],
    ['by its charge, said', [late, byPerson]],
  ] as const)('%s and no other, is told as it is', (_, events) => {
    const ended = decided(inSecond('completing'), ...events)

    expect(ended.state.status).toBe('succeeded')
    expect(lastTold(ended)).not.toHaveProperty('unexpected')
  })
})
