import { promptKeyOf } from '../../../lambda/domain/guide/prompt.ts'
import { captureFields } from '../../../lambda/domain/payment/capture-fields.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { aPaymentSid } from '../a-session.ts'
import { type AnyRequest, formEvent } from './requests.ts'

/**
 * The well-formed request that takes a session on, as a client, a caller or Twilio makes it. Only
 * the code that comes with a verdict may be anything.
 */
export function onward(session: Session, code = 'ch_1'): AnyRequest | null {
  const { id, callSid, state, terms, captured, mode, step } = session
  const missing = terms.fields.find((field) => !captured.includes(field))
  switch (state.status) {
    case 'offered':
      return {
        route: 'take-turn',
        event: {
          pathParameters: { sessionId: id },
          queryStringParameters: { key: promptKeyOf(session) },
          ...formEvent(new URLSearchParams({ CallSid: callSid, Digits: '1' })),
        },
      }
    case 'starting':
      return callback(session, {})
    case 'collecting':
      if (mode === 'guided') return callback(session, {})
      return missing === undefined
        ? command(session, { route: 'complete-session', body: '' })
        : command(session, {
            route: 'request-capture',
            body: JSON.stringify({ field: missing }),
          })
    case 'capturing': {
      const { callbackParameter } = captureFields[state.field]
      const Capture = state.field.replace('account-number-matcher', 'account-number')
      return callback(session, { Capture, Required: '', [callbackParameter]: 'xxxxxxx92' })
    }
    case 'completing':
      return callback(session, verdicts(code)[step % 3] ?? {})
    case 'succeeded':
    case 'failed':
    case 'cancelled':
    case 'unresolved':
      return null
    default:
      return state satisfies never
  }
}

const verdicts = (code: string): readonly Readonly<Record<string, string>>[] => [
  { Result: 'success', PaymentToken: 'tok_1', PaymentConfirmationCode: code },
  { Result: 'payment-connector-error', PayErrorCode: '64012' },
  { Result: 'payment-connector-error', PayErrorCode: code },
]

function callback(session: Session, said: Readonly<Record<string, string>>): AnyRequest {
  const { id, attempt, step, state } = session
  const ofStep = state.status === 'capturing' ? state.captureStep : step
  return {
    route: 'receive-callback',
    event: {
      pathParameters: { sessionId: id, attempt: `${attempt}`, step: `${ofStep}`, seal: 'seal' },
      ...formEvent(new URLSearchParams({ Sid: aPaymentSid(), ...said })),
    },
  }
}

function command(
  { id, step }: Session,
  { route, body }: { readonly route: AnyRequest['route']; readonly body: string },
): AnyRequest {
  const headers = { 'idempotency-key': `${id}-${step}` }
  return { route, event: { pathParameters: { sessionId: id }, headers, body } }
}
