import { endsSession, isAbout } from '../evidence/callbacks.ts'
import {
  declinedPayment,
  enterCardToDecline,
  keyedToDecline,
  minimalSession,
  verdictOn,
} from '../evidence/card-to-decline.ts'
import { fateOf } from '../evidence/fate.ts'
import type { Probe } from '../probe.ts'
import { Refused } from '../twilio/payments.ts'
import { notSeen, type Questions } from './question.ts'

/** No tokens at all, or none of this kind. */
const isAboutTokens = (code: number) => code === 64005 || code === 64006

const confirmingWithinMs = 60_000

/** A kind of token that only Stripe has: whoever has it not must say so. */
const rareToken = { ...minimalSession, ChargeAmount: '0', TokenType: 'payment-method' }

/** Completes with a card that is turned down, so that Twilio shows what it does then. */
export const chargeQuestions = {
  missingFieldsError: {
    needs: ['charge'],
    async try(probe) {
      const sid = await probe.payments.open()
      const answer = await probe.payments.complete(sid)
      if (answer.kind === 'refused') return { value: 'rest', saw: `answered ${answer.code}` }
      const fate = await fateOf(probe, sid)
      return fate === 'over'
        ? { value: 'callback', saw: 'answered 202, and ended the session' }
        : notSeen('complete was accepted, and the session went on')
    },
  },
  connectorRefusal: {
    needs: [],
    async try(probe) {
      const answer = await probe.payments.create(rareToken)
      if (answer.kind === 'refused') {
        const saw = `answered ${answer.code} to a payment-method token`
        return isAboutTokens(answer.code) ? { value: 'at-create', saw } : { saw }
      }
      if (!probe.may('callbacks', 'keys', 'charge')) {
        return { saw: 'accepted a payment-method token; what follows needs --charge-test-card' }
      }
      return completedUnfit(probe, answer.sid)
    },
  },
  confirmationRefused: {
    needs: ['callbacks', 'keys', 'charge'],
    async try(probe) {
      const { payments, person, postBox } = probe
      const sid = await keyedToDecline(probe, { Confirmation: 'true' })
      const since = postBox.mark()
      const answer = await payments.complete(sid)
      if (answer.kind === 'refused') throw new Refused(`complete got ${answer.code}.`)
      const asked = await person.press('2', confirmingWithinMs)
      const ends = (one: Parameters<typeof endsSession>[0]) => isAbout(sid)(one) && endsSession(one)
      const end = await postBox.when(ends, { since, withinMs: confirmingWithinMs })
      asked()
      if (end === undefined) return notSeen('no callback came')
      const { Result } = end.parameters
      if (Result === undefined) return { value: 'no-result', saw: 'posted no Result' }
      const saw = `Result=${Result}`
      return Result === 'transaction-cancelled' ? { value: Result, saw } : { saw }
    },
  },
  afterDecline: {
    needs: ['callbacks', 'keys', 'charge'],
    async try(probe) {
      const { afterwards, declined, verdict } = await declinedPayment(probe)
      if (!declined) return notSeen(`Result=${verdict?.parameters['Result'] ?? ''}`)
      return afterwards.kind === 'accepted'
        ? { value: 'open', saw: 'the session could still be cancelled' }
        : { value: 'closed', saw: `answered ${afterwards.code} to what came next` }
    },
  },
  paymentErrorEncoding: {
    needs: ['callbacks', 'keys', 'charge'],
    async try(probe) {
      const { verdict } = await declinedPayment(probe)
      const text = verdict?.parameters['PaymentError'] ?? ''
      if (/%[0-9A-F]{2}/i.test(text)) return { value: 'twice', saw: text }
      return / /.test(text) ? { value: 'once', saw: text } : notSeen('a text with a space in it')
    },
  },
} satisfies Partial<Questions>

async function completedUnfit(probe: Probe, sid: string) {
  await enterCardToDecline(probe, sid)
  const answer = await probe.payments.complete(sid)
  if (answer.kind === 'refused') return { saw: `complete was refused with ${answer.code}` }
  const verdict = await verdictOn(probe, sid)
  const { PayErrorCode = '', Result = '' } = verdict?.parameters ?? {}
  const saw = `complete came to Result=${Result} ${PayErrorCode}`.trim()
  return isAboutTokens(Number(PayErrorCode)) ? ({ value: 'at-complete', saw } as const) : { saw }
}
