import { callbackWithinMs, isAbout } from '../evidence/callbacks.ts'
import { outcomeOf } from '../evidence/fate.ts'
import type { Probe } from '../probe.ts'
import { notSeen, type Questions } from './question.ts'

/** Tells a definite no from a yes; another no than the expected one answers another question. */
async function taken(
  probe: Probe,
  ask: { readonly form: Readonly<Record<string, string>>; readonly refusedWith: readonly number[] },
) {
  const answer = await probe.payments.create(ask.form)
  const { how, code } = await outcomeOf(probe, { answer })
  if (how === 'accepted') return { kind: 'accepted', saw: 'answered 201' } as const
  if (how === 'afterwards') {
    return { kind: 'refused', saw: 'answered 201, and ended the session by itself' } as const
  }
  const saw = `answered ${code}`
  return ask.refusedWith.includes(code)
    ? ({ kind: 'refused', saw } as const)
    : ({ kind: 'other', saw: `${saw}, which may be for another reason` } as const)
}

/** What a request without anything special about it is answered with. */
export const requestQuestions = {
  relativeStatusCallback: {
    needs: [],
    async try(probe) {
      const form = { StatusCallback: '/probe' }
      const { kind, saw } = await taken(probe, { form, refusedWith: [21609, 64020] })
      if (kind === 'other') return { saw }
      return { value: kind === 'accepted' ? 'lost' : 'refused', saw }
    },
  },
  tokenTypeWithAmount: {
    needs: [],
    async try(probe) {
      const form = { TokenType: 'one-time', ChargeAmount: '1.00' }
      const { kind, saw } = await taken(probe, { form, refusedWith: [64020] })
      if (kind === 'other') return { saw }
      return { value: kind === 'accepted' ? 'ignored' : 'refused', saw }
    },
  },
  commercialSavings: {
    needs: [],
    async try(probe) {
      const form = {
        PaymentMethod: 'ach-debit',
        BankAccountType: 'commercial-savings',
        Parameter: '{"AVSName":"Probe"}',
      }
      const { kind, saw } = await taken(probe, { form, refusedWith: [64020] })
      return kind === 'other' ? { saw } : { value: kind, saw }
    },
  },
  invalidValueError: {
    needs: [],
    async try(probe) {
      const form = { PaymentConnector: 'no such connector' }
      const answer = await probe.payments.create(form)
      const { how, code } = await outcomeOf(probe, { answer })
      if (how === 'accepted') return { saw: 'accepted the name of a connector that is not there' }
      if (how === 'at once') {
        return code === 64004
          ? { value: 'rest', saw: `answered ${code}` }
          : { saw: `answered ${code}` }
      }
      return { value: 'callback', saw: 'answered 201, and ended the session by itself' }
    },
  },
  secondSession: {
    needs: [],
    async try(probe) {
      const first = await probe.payments.open()
      const second = await probe.payments.create()
      if (second.kind === 'refused') {
        const saw = `answered ${second.code}`
        return second.code === 64021 ? { value: 'rest', saw } : { saw }
      }
      if (second.sid === first) return { saw: 'answered with the first session again' }
      if (!probe.may('callbacks')) return { saw: 'answered 201; what follows needs --public-url' }
      const told = await probe.postBox.when(
        (one) => isAbout(second.sid)(one) && one.parameters['ErrorType'] === 'session-in-progress',
        { withinMs: callbackWithinMs },
      )
      if (told === undefined) return notSeen('201, and no callback that says otherwise')
      return { value: 'callback', saw: 'answered 201, then posted session-in-progress' }
    },
  },
  sequenceError: {
    needs: [],
    async try(probe) {
      const sid = await probe.payments.open()
      const answer = await probe.payments.capture(sid, { Capture: 'security-code' })
      if (answer.kind === 'refused') return { value: 'rest', saw: `answered ${answer.code}` }
      if (!probe.may('callbacks')) return { saw: 'answered 202; what follows needs --public-url' }
      const told = await probe.postBox.when(
        (one) => isAbout(sid)(one) && one.parameters['ErrorType'] !== undefined,
        { withinMs: callbackWithinMs },
      )
      if (told === undefined) return notSeen('202, and no callback that says otherwise')
      return { value: 'callback', saw: `posted ${told.parameters['ErrorType']}` }
    },
  },
  matcherUnasked: {
    needs: [],
    async try(probe) {
      const sid = await probe.payments.open()
      const answer = await probe.payments.capture(sid, { Capture: 'expiration-date-matcher' })
      const { how, code } = await outcomeOf(probe, { answer, sid })
      if (how === 'accepted') return { value: 'accepted', saw: 'answered 202' }
      const saw = how === 'at once' ? `answered ${code}` : 'answered 202, and ended the session'
      return { value: 'refused', saw }
    },
  },
} satisfies Partial<Questions>
