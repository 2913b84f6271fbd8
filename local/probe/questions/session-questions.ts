import { randomUUID } from 'node:crypto'
import type { Questions } from './question.ts'

/** Time for a session to be over that was cancelled. */
const settleMs = 2_000

/** TwiML that keeps the call for as long as a probe may take, and says nothing. */
const stayOnTheLine = '<Response><Pause length="3600"/></Response>'

/** When a session is over, and what can be asked of it then. */
export const sessionQuestions = {
  idempotencyKeyReplay: {
    needs: [],
    async try({ clock, payments }) {
      const form = { IdempotencyKey: randomUUID() }
      const sid = await payments.open(form)
      await payments.cancel(sid)
      await clock.pause(settleMs)
      const again = await payments.create(form)
      if (again.kind === 'refused') {
        const saw = `answered ${again.code}`
        // Unless the call takes no session at all, it was the key that was refused.
        const other = await payments.create()
        return other.kind === 'accepted' ? { value: 'refused', saw } : { saw }
      }
      return again.sid === sid
        ? { value: 'yes', saw: 'answered with the session that had ended' }
        : { value: 'no', saw: 'opened another session' }
    },
  },
  closedSessionUpdate: {
    needs: [],
    async try({ clock, payments }) {
      const sid = await payments.open()
      await payments.cancel(sid)
      await clock.pause(settleMs)
      const answer = await payments.cancel(sid)
      if (answer.kind === 'accepted') return { saw: `accepted it (${answer.status})` }
      const saw = `answered ${answer.status} with ${answer.code}`
      if (answer.code === 20404) return { value: '20404', saw }
      return answer.code === 64021 ? { value: '64021', saw } : { saw }
    },
  },
  callUpdateEndsPayment: {
    needs: ['twiml'],
    async try(probe) {
      const sid = await probe.payments.open()
      await probe.updateCall({ Twiml: stayOnTheLine })
      await probe.clock.pause(settleMs)
      const answer = await probe.payments.cancel(sid)
      return answer.kind === 'accepted'
        ? { value: 'no', saw: 'the session could still be cancelled' }
        : { value: 'yes', saw: `answered ${answer.code} to what came next` }
    },
  },
} satisfies Partial<Questions>
