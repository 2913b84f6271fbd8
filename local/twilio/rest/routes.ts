import type { Call } from '../calls/call.ts'
import type { Switchboard } from '../calls/switchboard.ts'
import type { Route } from '../http/router.ts'
import { TwilioError } from './errors.ts'
import type { OperationName, RestRequest, RestRoute } from './operation.ts'
import type { CallResource } from './resources/call-resource.ts'
import type { MessageResource } from './resources/message-resource.ts'
import type { PaymentResource } from './resources/payment-resource.ts'

export interface RestResources {
  readonly calls: CallResource
  readonly messages: MessageResource
  readonly payments: PaymentResource
  readonly switchboard: Switchboard
}

const account = '/2010-04-01/Accounts/{accountSid}'

/** The part of https://www.twilio.com/docs/usage/api that a payment on a call needs. */
export function restRoutes(resources: RestResources): readonly Route<RestRoute>[] {
  const { payments, calls, messages, switchboard } = resources
  const callOf = ({ segments, path }: RestRequest): Call => {
    const call = switchboard.find(segments['callSid'] ?? '')
    if (call === undefined) throw new TwilioError(20404, path)
    return call
  }
  return [
    {
      method: 'POST',
      path: `${account}/Calls/{callSid}/Payments.json`,
      answer: {
        name: () => ({ operation: 'create' }),
        execute: (request) => payments.create(callOf(request), request),
      },
    },
    {
      method: 'POST',
      path: `${account}/Calls/{callSid}/Payments/{paymentSid}.json`,
      answer: {
        name: paymentUpdateName,
        execute: (request) => payments.update(callOf(request), request),
      },
    },
    {
      method: 'GET',
      path: `${account}/Calls/{callSid}.json`,
      answer: {
        name: () => ({ operation: 'call-fetch' }),
        execute: (request) => calls.fetch(callOf(request)),
      },
    },
    {
      method: 'POST',
      path: `${account}/Calls/{callSid}.json`,
      answer: {
        name: () => ({ operation: 'call-update' }),
        execute: (request) => calls.update(callOf(request), request),
      },
    },
    {
      method: 'POST',
      path: `${account}/Messages.json`,
      answer: {
        name: () => ({ operation: 'message' }),
        execute: ({ form }) => messages.create(form),
      },
    },
  ]
}

function paymentUpdateName(form: URLSearchParams): OperationName {
  const capture = form.get('Capture') || undefined
  if (capture !== undefined) return { operation: 'capture', capture }
  return { operation: form.get('Status') === 'cancel' ? 'cancel' : 'complete' }
}
