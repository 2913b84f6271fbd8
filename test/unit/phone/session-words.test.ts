import { expect, test } from 'vitest'
import { allStatuses } from '../../../lambda/domain/session/session.ts'
import { sessionView } from '../../../lambda/http/client/session-view.ts'
import {
  fieldBeingKeyed,
  moneySentence,
  sessionSentence,
} from '../../../local/phone/public/panels/session-words.js'
import { aPaymentSid, aSession } from '../../support/a-session.ts'

test('the phone page names the field that Twilio listens for, from the session as it is read', () => {
  const view = sessionView(
    aSession({
      state: {
        status: 'capturing',
        paymentSid: aPaymentSid(),
        field: 'expiration-date',
        captureStep: 3,
      },
    }),
  )
  expect(fieldBeingKeyed(view)).toBe('expiration-date')
  expect(sessionSentence(view)).toContain('expiration date')
})

test.each(allStatuses)('the phone page has a sentence for a session that is %s', (status) => {
  expect(sessionSentence({ sessionId: 'ps_1', status })).toMatch(/^[A-Z].*\.$/)
})

test.each(['moved', 'not-moved', 'not-known'])('and one for money that is %s', (money) => {
  expect(moneySentence({ sessionId: 'ps_1', status: 'failed', money })).not.toBe('')
})
