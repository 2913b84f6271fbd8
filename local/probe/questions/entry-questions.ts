import { endsEntry, isAbout, requiredNames } from '../evidence/callbacks.ts'
import { keyedSession, keyIn, keyTimeoutSeconds } from '../evidence/key-in.ts'
import { keyedCard } from '../evidence/keyed-card.ts'
import { keyedTwice } from '../evidence/keyed-twice.ts'
import type { Probe } from '../probe.ts'
import { notSeen, type Questions } from './question.ts'

const noEntry = notSeen('no key, or no callback that tells of it')

/** A Timeout of five seconds, and as long again to be sure. */
const silenceMs = 12_000

async function keyedOnce(
  probe: Probe,
  what: { readonly form?: Record<string, string>; readonly field: string; readonly keys: string },
) {
  const sid = await probe.payments.open({ ...keyedSession, ...what.form })
  return keyIn(probe, { sid, field: what.field, keys: what.keys })
}

/** What keys do, and how an entry looks and ends. */
export const entryQuestions = {
  firstKeyTimeout: {
    needs: ['callbacks'],
    async try({ payments, person, postBox }) {
      person.tell(`Nobody should press a key for ${silenceMs / 1_000} seconds.`)
      const sid = await payments.open({ Timeout: '5' })
      await payments.capture(sid, { Capture: 'expiration-date' })
      const ends = (one: Parameters<typeof endsEntry>[0]) => isAbout(sid)(one) && endsEntry(one)
      const end = await postBox.when(ends, { withinMs: silenceMs })
      if (end !== undefined) {
        return { value: 'after-timeout', saw: `posted ${end.parameters['ErrorType']}` }
      }
      const heard = postBox.since(0).some(isAbout(sid))
      return heard ? { value: 'never', saw: `nothing in ${silenceMs / 1_000} seconds` } : noEntry
    },
  },
  cardMask: {
    needs: ['callbacks', 'keys'],
    async try(probe) {
      const shown = (await keyedCard(probe)).card.end?.parameters['PaymentCardNumber']
      if (shown === undefined) return noEntry
      return { value: shown.includes('-') ? 'dashes' : 'plain', saw: shown }
    },
  },
  securityCodeMask: {
    needs: ['callbacks', 'keys'],
    async try(probe) {
      const shown = (await keyedCard(probe)).code?.end?.parameters['SecurityCode']
      if (shown === undefined) return noEntry
      if (/^x+$/i.test(shown)) return { value: 'x', saw: shown }
      return /^\*+$/.test(shown) ? { value: 'stars', saw: shown } : { saw: 'another mask' }
    },
  },
  partialResultOnFinal: {
    needs: ['callbacks', 'keys'],
    async try(probe) {
      const { end } = (await keyedCard(probe)).card
      if (end === undefined) return noEntry
      const { PartialResult } = end.parameters
      if (PartialResult === undefined) return { value: 'absent', saw: 'no PartialResult' }
      const saw = `PartialResult=${PartialResult}`
      return PartialResult === 'false' ? { value: 'false', saw } : { saw }
    },
  },
  longEntries: {
    needs: ['callbacks', 'keys'],
    async try(probe) {
      const { byTimeout, end } = (await keyedCard(probe)).card
      if (end?.parameters['PaymentCardNumber'] === undefined) return noEntry
      return byTimeout
        ? { value: 'waits-for-pound', saw: 'sixteen digits ended with the Timeout' }
        : { value: 'ends-when-full', saw: 'sixteen digits ended at once' }
    },
  },
  poundEndsEntry: {
    needs: ['callbacks', 'keys'],
    async try(probe) {
      const { byTimeout, end } = await keyedOnce(probe, { field: 'postal-code', keys: '94105#' })
      if (end === undefined) return noEntry
      return byTimeout
        ? { value: 'no', saw: `ended with the Timeout of ${keyTimeoutSeconds} seconds` }
        : { value: 'yes', saw: 'ended with #' }
    },
  },
  postalCodeLength: {
    needs: ['callbacks', 'keys'],
    async try(probe) {
      const form = { MinPostalCodeLength: '5' }
      const { end } = await keyedOnce(probe, { form, field: 'postal-code', keys: '941051' })
      const shown = end?.parameters['PaymentCardPostalCode']
      if (shown === undefined) return noEntry
      const saw = `took ${shown.length} digits with MinPostalCodeLength=5`
      if (shown.length === 6) return { value: 'at-least', saw }
      return shown.length === 5 ? { value: 'exactly', saw } : { saw }
    },
  },
  timeoutError: {
    needs: ['callbacks', 'keys'],
    async try(probe) {
      const keys = '4111'
      const { end } = await keyedOnce(probe, { field: 'payment-card-number', keys })
      const error = end?.parameters['ErrorType']
      if (error === undefined) return noEntry
      const saw = `ErrorType=${error}`
      if (error === 'input-timeout') return { value: 'input-timeout', saw }
      return error.startsWith('invalid-') ? { value: 'invalid-field', saw } : { saw }
    },
  },
  matcherInRequired: {
    needs: ['callbacks', 'keys'],
    async try(probe) {
      const { once } = await keyedTwice(probe)
      if (once?.parameters['ExpirationDate'] === undefined) return noEntry
      const saw = `Required=${once.parameters['Required'] ?? ''}`
      const names = requiredNames(once)
      if (names.includes('expirationdatematcher')) return { value: 'listed', saw }
      return { value: names.includes('expirationdate') ? 'first-stays' : 'unlisted', saw }
    },
  },
  afterMismatch: {
    needs: ['callbacks', 'keys'],
    async try(probe) {
      const { right, wrong } = await keyedTwice(probe)
      if (wrong?.parameters['ErrorType'] !== 'input-matching-failed') return noEntry
      if (right === undefined) return noEntry
      return right.parameters['ErrorType'] === undefined
        ? { value: 'first-kept', saw: 'the first entry was still there to be matched' }
        : { value: 'both-dropped', saw: 'there was nothing left to be matched' }
    },
  },
} satisfies Partial<Questions>
