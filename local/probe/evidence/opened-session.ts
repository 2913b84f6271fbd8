import { evidence } from '../probe.ts'
import { callbackWithinMs, endsEntry, endsSession, isAbout } from './callbacks.ts'

/** A session that is opened, asked for a field, and cancelled: what its callbacks look like. */
export const openedSession = evidence(async ({ payments, postBox }) => {
  const sid = await payments.open()
  const isOurs = isAbout(sid)
  await payments.capture(sid, { Capture: 'expiration-date' })
  const asked = await postBox.when(
    (one) => isOurs(one) && !endsEntry(one) && one.parameters['Required'] !== undefined,
    { withinMs: callbackWithinMs },
  )
  const since = postBox.mark()
  await payments.cancel(sid)
  const ended = await postBox.when((one) => isOurs(one) && endsSession(one), {
    since,
    withinMs: callbackWithinMs,
  })
  return { asked, ended, strangers: postBox.strangers }
})
