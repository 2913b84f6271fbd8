import { callbackWithinMs } from '../evidence/callbacks.ts'
import { declinedPayment } from '../evidence/card-to-decline.ts'
import { openedSession } from '../evidence/opened-session.ts'
import { evidence, type Probe } from '../probe.ts'
import { notSeen, type Observation, type Questions } from './question.ts'

const noCallback = notSeen('no callback came')

/** All that a retry may take: a second each, and what a slow day adds. */
const retriesWithinMs = 20_000

/** The Required of a session that lacks all four fields. */
async function required(probe: Probe): Promise<string | undefined> {
  const { asked } = await openedSession(probe)
  return asked?.parameters['Required']
}

/** That of a payment that was decided, where one may be made; else that of a cancelled one. */
const lastCallback = evidence(async (probe: Probe) => {
  if (probe.may('keys', 'charge')) return (await declinedPayment(probe)).verdict
  return (await openedSession(probe)).ended
})

/** What stands in a callback, as far as no key has to be pressed to see it. */
export const callbackQuestions = {
  requiredNames: {
    needs: ['callbacks'],
    async try(probe) {
      const text = await required(probe)
      if (text === undefined) return noCallback
      if (/expiration-date/.test(text)) return { value: 'kebab', saw: text }
      return /ExpirationDate/.test(text) ? { value: 'pascal', saw: text } : { saw: text }
    },
  },
  requiredOrder: {
    needs: ['callbacks'],
    async try(probe) {
      const text = await required(probe)
      if (text === undefined) return noCallback
      const [postal, code] = [text.search(/postal/i), text.search(/security/i)]
      if (postal < 0 || code < 0) return { saw: text }
      return { value: postal < code ? 'postal-code-third' : 'postal-code-last', saw: text }
    },
  },
  requiredSeparator: {
    needs: ['callbacks'],
    async try(probe) {
      const text = await required(probe)
      if (text === undefined) return noCallback
      if (!text.includes(',')) return { saw: text }
      return { value: /, /.test(text) ? 'comma-space' : 'comma', saw: text }
    },
  },
  callbackDates: {
    needs: ['callbacks'],
    async try(probe) {
      const { asked } = await openedSession(probe)
      const date = asked?.parameters['DateUpdated'] ?? asked?.parameters['DateCreated']
      if (date === undefined) return noCallback
      if (/^\d{4}-\d\d-\d\dT/.test(date)) return { value: 'iso', saw: date }
      return /^\w{3}, \d/.test(date) ? { value: 'rfc2822', saw: date } : { saw: date }
    },
  },
  cancelResult: {
    needs: ['callbacks'],
    async try(probe) {
      const { ended } = await openedSession(probe)
      if (ended === undefined) return noCallback
      const { Result } = ended.parameters
      if (Result === undefined) return { value: 'none', saw: 'posted no Result' }
      const saw = `Result=${Result}`
      return Result === 'transaction-cancelled' ? { value: Result, saw } : { saw }
    },
  },
  completionFields: {
    needs: ['callbacks'],
    async try(probe) {
      const last = await lastCallback(probe)
      if (last === undefined) return noCallback
      const saw = Object.keys(last.parameters).sort().join(' ')
      const { DateCreated, PaymentConnector } = last.parameters
      const isCommon = DateCreated !== undefined && PaymentConnector !== undefined
      return { value: isCommon ? 'common' : 'thin', saw }
    },
  },
  signingToken: {
    needs: ['callbacks'],
    async try(probe): Promise<Observation<'own' | 'home'>> {
      const { asked, strangers } = await openedSession(probe)
      if (asked?.signer === 'own') return { value: 'own', saw: 'TWILIO_AUTH_TOKEN fits' }
      if (asked?.signer === 'home') return { value: 'home', saw: 'TWILIO_HOME_AUTH_TOKEN fits' }
      if (asked !== undefined) return { saw: 'signed; set TWILIO_AUTH_TOKEN to see with what' }
      if (strangers === 0) return noCallback
      const why = 'another token signs, or --public-url is not the URL that Twilio uses'
      return { saw: `${strangers} callbacks that no known token signed: ${why}` }
    },
  },
  retryOverrides: {
    needs: ['callbacks'],
    async try({ payments, postBox }) {
      postBox.replyOnce('moody', { status: 500 })
      const isMoody = ({ to }: { readonly to: string }) => to === 'moody'
      const url = `${postBox.url('moody')}#rc=3&rp=5xx`
      const sid = await payments.open({ StatusCallback: url })
      const first = await postBox.when(isMoody, { withinMs: callbackWithinMs })
      if (first === undefined) return noCallback
      const isNext = (one: typeof first) => isMoody(one) && one !== first
      const next = await postBox.when(isNext, { withinMs: retriesWithinMs })
      await payments.cancel(sid)
      return next === undefined
        ? { value: 'ignored', saw: `posted once in ${retriesWithinMs / 1_000} seconds` }
        : { value: 'honoured', saw: 'posted again after a 500' }
    },
  },
} satisfies Partial<Questions>
