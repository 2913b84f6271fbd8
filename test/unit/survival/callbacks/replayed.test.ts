import { describe, expect, test } from 'vitest'
import type { Status } from '../../../../lambda/domain/session/session.ts'
import { aPaymentSid, NOON } from '../../../support/a-session.ts'
import { callbackPath, type Doors, doors, signed } from '../../../support/http/doors.ts'
import { memoryStores } from '../../../support/memory/stores.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const SECOND_MS = 1_000
const HOUR_MS = 3_600_000

const capturing = sessionIn('capturing', { mode: 'assisted' })
const captured = { Capture: 'security-code', SecurityCode: 'xxx', Sid: aPaymentSid() }
const paid = { Result: 'success', PaymentConfirmationCode: 'CODE2345', Sid: aPaymentSid() }

const events = ({ lines }: Doors) => lines.map((line): unknown => JSON.parse(line).event)

/** Recorded on its way, by whoever could, and delivered once as it should be. */
async function recorded(status: 'capturing' | 'completing') {
  const session = status === 'capturing' ? capturing : sessionIn('completing')
  const here = doors()
  await here.fake.stores.sessions.insert(session)
  const callback = signed(
    callbackPath(session, { nowMs: NOON }),
    status === 'capturing' ? captured : paid,
  )
  expect((await here.open('receive-callback', callback)).statusCode).toBe(204)
  const stored = JSON.stringify(here.fake.stores.sessions.all())
  return { ...here, callback, stored, sent: here.fake.sent.length }
}

describe('S28: a valid callback that comes again', () => {
  test.each([
    { after: '10 seconds', spanMs: 10 * SECOND_MS },
    { after: '10 minutes', spanMs: 600 * SECOND_MS },
    { after: 'almost a day', spanMs: 24 * HOUR_MS - SECOND_MS },
  ])('after $after changes nothing, sends nothing, and leaves a line', async ({ spanMs }) => {
    for (const status of ['capturing', 'completing'] as const) {
      const again = await recorded(status)
      again.passes(spanMs)

      expect((await again.open('receive-callback', again.callback)).statusCode).toBe(204)
      expect(JSON.stringify(again.fake.stores.sessions.all())).toBe(again.stored)
      expect(again.fake.sent).toHaveLength(again.sent)
      expect(events(again)).toContain('nothing-new')
    }
  })

  test('after 25 hours is refused before anything is asked, and counted', async () => {
    const again = await recorded('completing')
    const askedBefore = again.asked.length
    again.passes(25 * HOUR_MS)

    expect((await again.open('receive-callback', again.callback)).statusCode).toBe(403)
    expect(again.asked).toHaveLength(askedBefore)
    expect(again.lines.filter((line) => line.includes('"SignatureRejected":1'))).toHaveLength(1)
  })

  test.each(['succeeded', 'failed', 'cancelled'] satisfies Status[])(
    'when its session is %s changes nothing',
    async (status) => {
      const ended = sessionIn(status, { pending: null })
      const { open, fake, lines } = doors()
      await fake.stores.sessions.insert(ended)
      const path = callbackPath(capturing, { nowMs: NOON })

      expect((await open('receive-callback', signed(path, captured))).statusCode).toBe(204)
      expect(fake.stores.sessions.all()).toEqual([ended])
      expect(fake.sent).toEqual([])
      expect(lines.join()).toContain('nothing-new')
    },
  )

  test('when its session was swept away brings none back', async () => {
    const stores = memoryStores()
    const { open, fake, lines, asked } = doors({ stores })
    const path = callbackPath(sessionIn('completing'), { nowMs: NOON })

    expect((await open('receive-callback', signed(path, paid))).statusCode).toBe(204)
    expect(stores.sessions.all()).toEqual([])
    expect(asked).toEqual(['sessions.load'])
    expect(fake.sent).toEqual([])
    expect(lines.join()).toContain('unknown-session')
  })
})
