import { evidence } from '../probe.ts'
import { expiryDates, keyedSession, keyIn } from './key-in.ts'

/** An expiry date that has to be entered twice: once, then wrongly, then as the first time. */
export const keyedTwice = evidence(async (probe) => {
  const asked = { ...keyedSession, RequireMatchingInputs: 'expiration-date' }
  const sid = await probe.payments.open(asked)
  const { first, other } = expiryDates(probe.clock.now())
  const field = 'expiration-date-matcher'
  const once = await keyIn(probe, { sid, field: 'expiration-date', keys: first })
  const wrong = await keyIn(probe, { sid, field, keys: other })
  const right = await keyIn(probe, { sid, field, keys: first })
  await probe.payments.cancel(sid)
  return { once: once.end, wrong: wrong.end, right: right.end }
})
