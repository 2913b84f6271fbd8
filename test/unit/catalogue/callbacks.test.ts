import { describe, expect, test } from 'vitest'
import { decide } from '../../../lambda/domain/machine/decide.ts'
import type { SessionEvent } from '../../../lambda/domain/session/event.ts'
import { isRefusal } from '../../../lambda/domain/session/refusal.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { sessionView } from '../../../lambda/http/client/session-view.ts'
import { readCallback } from '../../../lambda/http/twilio/callback-parameters.ts'
import { enUs } from '../../../lambda/voice/locales/en-us.ts'
import { aPaymentSid, at } from '../../support/a-session.ts'
import { useOf } from '../../support/catalogue/callback-fields.ts'
import { callbackFields, errorTypes, results } from '../../support/catalogue/twilio.ts'
import { afterResult, heardAfter } from '../../support/catalogue/words.ts'
import { sessionIn } from '../../support/sessions-in.ts'

/** Later than an entry can time out without a key, which would be no mistake of the caller's. */
const LATER = at(30_000)

type Form = Readonly<Record<string, string>>

/** What the rest of the system hears of a callback; a token arrives sealed. */
function heard(session: Session, form: Form): SessionEvent | { readonly kind: string } {
  const { attempt, step } = session
  const from = { attempt, step, paymentSid: aPaymentSid() }
  const callback = readCallback(new Map(Object.entries(form)), from)
  if (callback.kind === 'event') return callback.event(LATER)
  if (callback.kind !== 'token') return callback
  const { paymentToken, profileId } = callback.token
  return callback.event(`sealed ${paymentToken || 'nothing'} and ${profileId || 'nothing'}`)(LATER)
}

/** The session after a callback. */
function after(session: Session, form: Form): Session {
  const event = heard(session, form)
  const next = 'type' in event ? decide(session, event) : session
  return isRefusal(next) ? session : next
}

describe('each result', () => {
  test.each(results)('%s of a charge is told as what it proves', (result) => {
    const session = after(sessionIn('completing'), { Result: result })

    const { status, money } = afterResult[result]
    expect(sessionView(session)).toMatchObject({ status, money })
  })
})

describe('each error of an entry', () => {
  test.each(errorTypes)('%s is told, and what follows from it is done', (error) => {
    const words = heardAfter[error]
    const about = words === null ? {} : { Capture: 'security-code' }

    const asked = after(sessionIn('capturing'), { ErrorType: error, ...about })

    if (words === null) {
      expect(asked.state).toMatchObject({ status: 'failed', reason: error })
      return
    }
    expect(asked.state).toMatchObject({ status: 'capturing', field: 'security-code' })
    expect(asked.problem).toMatchObject({ kind: 'entry', error })
    const sentences = new Map(Object.entries(enUs.errors['security-code']))
    expect(sentences.get(error)).toMatch(words)
  })
})

/** What makes anybody look at the other fields. */
const carriers: readonly Form[] = [
  {},
  { Capture: 'payment-card-number' },
  { Capture: 'bank-account-number' },
  { Result: 'success' },
  { Result: 'payment-connector-error' },
]

describe('each field of a callback', () => {
  const session = sessionIn('capturing')

  test.each(callbackFields)('%s does what is said of it, and no more', (field) => {
    const use = useOf[field]
    if ('unread' in use) {
      const without = carriers.map((carrier) => heard(session, carrier))
      expect(carriers.map((carrier) => heard(session, { ...carrier, [field]: '7351' }))).toEqual(
        without,
      )
      return
    }
    const { beside, value, makes } = use
    expect(heard(session, { ...beside, [field]: value })).toMatchObject(makes)
    expect(heard(session, beside)).not.toMatchObject(makes)
  })
})
