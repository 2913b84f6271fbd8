import { describe, expect, test } from 'vitest'
import { promptKeyOf } from '../../../../lambda/domain/guide/prompt.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { aSession, at } from '../../../support/a-session.ts'
import { decided } from '../../../support/decided.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const { terms } = aSession()

/** Told this long after Twilio began to listen. */
const timedOut = (capturing: Session, afterMs: number) =>
  decided(capturing, {
    ...everyEvent(capturing)['field-rejected'],
    at: at(afterMs),
    error: 'input-timeout',
  })

describe('an entry that timed out', () => {
  test.each([
    { afterMs: 8_000, timeout: undefined },
    { afterMs: 8_400, timeout: undefined },
    { afterMs: 3_400, timeout: '3' },
  ])('$afterMs ms after listening began, before any key: listened for anew', (told) => {
    const options = told.timeout === undefined ? {} : { timeout: told.timeout }
    const capturing = sessionIn('capturing', { terms: { ...terms, options } })

    const next = timedOut(capturing, told.afterMs)

    expect(next.pending?.command).toMatchObject({ type: 'capture', step: 5 })
    expect(next.rejections).toEqual({})
    expect(promptKeyOf(next)).toBe(promptKeyOf(capturing))
  })

  test.each([
    { afterMs: 8_500, timeout: undefined },
    { afterMs: 8_400, timeout: '3' },
  ])('$afterMs ms after listening began, with keys: counted as a mistake', (told) => {
    const options = told.timeout === undefined ? {} : { timeout: told.timeout }
    const capturing = sessionIn('capturing', { terms: { ...terms, options } })

    const next = timedOut(capturing, told.afterMs)

    expect(next.rejections).toEqual({ 'security-code': 1 })
    expect(next.problem).toMatchObject({ error: 'input-timeout' })
  })

  test('is told to an agent, who decides what to do', () => {
    const next = timedOut(sessionIn('capturing', { mode: 'assisted' }), 8_000)

    expect(next.state.status).toBe('collecting')
    expect(next.problem).toMatchObject({ error: 'input-timeout' })
  })

  test('is not listened for anew for ever', () => {
    const old = sessionIn('capturing', { createdAt: at(-30 * 60_000) })

    const ended = timedOut(old, 8_000)

    expect(ended.state).toEqual({ status: 'failed', reason: 'abandoned' })
    expect(ended.pending?.command.type).toBe('cancel')
  })
})
