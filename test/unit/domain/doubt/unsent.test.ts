import { describe, expect, test } from 'vitest'
import { decide } from '../../../../lambda/domain/machine/decide.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { decided } from '../../../support/decided.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

/** As it stands after another sender of the same request got no answer. */
const sentBefore = (session: Session): Session =>
  decided(session, everyEvent(session)['command-uncertain'])

describe('a request that one sender did not send, and another may have sent', () => {
  test.each([
    { status: 'starting', mode: 'guided' },
    { status: 'starting', mode: 'assisted' },
    { status: 'capturing', mode: 'guided' },
    { status: 'capturing', mode: 'assisted' },
    { status: 'completing', mode: 'guided' },
    { status: 'completing', mode: 'assisted' },
  ] as const)('is waited for while $status, $mode', ({ status, mode }) => {
    const session = sentBefore(sessionIn(status, { mode }))

    expect(decide(session, everyEvent(session)['command-unsent'])).toBe(session)
  })

  test('as a charge keeps its time for a verdict, also after one that was made earlier', () => {
    const twice = sessionIn('completing', { attempt: 2, chargedEarlier: true })
    const session = sentBefore(twice)

    expect(decide(session, everyEvent(session)['command-unsent'])).toBe(session)
  })
})

test('a payment that Twilio ends without a code leaves no code to tell, if it is the last', () => {
  const told = { verdict: 'not-known', twilioCode: null } as const
  const capturing = sessionIn('capturing', { attempt: 5 })
  const starting = sessionIn('starting')

  for (const session of [capturing, starting]) {
    const failed = decided(session, { ...everyEvent(session)['payment-refused'], ...told })

    expect(failed.state).toEqual({ status: 'failed', reason: 'refused-by-twilio' })
    expect(failed.problem).toBeNull()
  }
})
