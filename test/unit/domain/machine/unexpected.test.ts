import { expect, test } from 'vitest'
import { being, decided } from '../../../support/decided.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

test('a charge of an earlier attempt leaves an unresolved one as it is being looked for', () => {
  const { state } = being(sessionIn('unresolved'), 'unresolved')
  const unresolved = sessionIn('unresolved', { attempt: 2, state: { ...state, lookUps: 3 } })
  const charged = { ...everyEvent(unresolved)['payment-succeeded'], attempt: 1 }

  const warned = decided(unresolved, charged)

  expect(warned.state).toEqual({ ...state, lookUps: 3 })
  expect(warned.chargedEarlier).toBe(true)
})
