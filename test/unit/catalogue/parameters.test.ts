import { describe, expect, test } from 'vitest'
import { paymentForm } from '../../../lambda/adapters/twilio/payment-form.ts'
import {
  parseStartBody,
  parseVoiceQuery,
  purchaseOf,
  termsOf,
} from '../../../lambda/http/client/session-request.ts'
import { startSession } from '../../../lambda/use-cases/start-session.ts'
import { aCallSid } from '../../support/a-session.ts'
import { aWorld, storedIn } from '../../support/a-world.ts'
import { account, type Chosen, chosenBy, token } from '../../support/catalogue/parameters.ts'
import { createParameters, parameterValues } from '../../support/catalogue/twilio.ts'
import { problemOf } from '../../support/http/problem-of.ts'

const usual = {
  mode: 'assisted',
  callSid: aCallSid(),
  amount: '42.50',
  currency: 'USD',
  reference: 'INV-1001',
}

const bodyOf = (given: Chosen['given']) =>
  JSON.parse(JSON.stringify({ ...usual, ...given })) as Record<string, unknown>

/** What Twilio is sent for a request, as far as the start of a payment goes. */
async function formFor(given: Chosen['given']): Promise<URLSearchParams> {
  const fake = aWorld({ outcomes: [{ outcome: 'unknown' }] })
  const started = await startSession(fake.world, {
    ...parseStartBody(bodyOf(given)),
    fingerprint: '',
    announce: false,
    remainingMs: fake.remainingMs,
  })
  const id = 'session' in started ? started.session.id : undefined
  const session = await storedIn(fake, id)
  const command = session.pending?.command
  if (command === undefined) throw new Error('Nothing is owed to Twilio.')
  return paymentForm({ session, command }, 'https://pay.example.com/callbacks')
}

/** A query says with text what a body may say with a type. */
const queryOf = ({ mode: _mode, callSid: _callSid, ...body }: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  )

describe('each parameter of createPayments', () => {
  test.each(createParameters)('%s is chosen by a client, or is ours alone', async (parameter) => {
    const chosen = chosenBy[parameter]
    const member = `${parameter.slice(0, 1).toLowerCase()}${parameter.slice(1)}`
    if ('never' in chosen) {
      for (const name of [parameter, member]) {
        const problem = problemOf(() => parseStartBody(bodyOf({ [name]: 'https://example.com' })))
        expect(problem.errors).toMatchObject([{ field: name }])
      }
      expect((await formFor({})).get(parameter)).toBeTruthy()
      return
    }
    expect((await formFor(chosen.given)).get(parameter)).toBe(chosen.sent)
  })

  test.each(createParameters)('%s can be in a voice URL, too', (parameter) => {
    const chosen = chosenBy[parameter]
    const body = bodyOf('never' in chosen ? {} : chosen.given)
    if ('never' in chosen) {
      const query = { ...queryOf(body), [parameter]: 'https://example.com' }
      expect(problemOf(() => parseVoiceQuery(query)).errors).toMatchObject([
        { field: `query.${parameter}` },
      ])
      return
    }
    const { terms, purchase } = parseStartBody(body)
    const query = parseVoiceQuery(queryOf(body))

    expect({ terms: termsOf(query), purchase: purchaseOf(query) }).toEqual({ terms, purchase })
  })
})

const valuesOf = Object.entries(parameterValues).flatMap(([parameter, values]) =>
  values.map((value) => ({ parameter, value })),
)

/** What a request has to say so that this parameter can have any of its values. */
const beside: Readonly<Record<string, Chosen['given']>> = {
  PaymentMethod: {},
  BankAccountType: account,
  TokenType: token,
}

describe('each value of a parameter', () => {
  test.each(valuesOf)('$parameter=$value reaches Twilio', async ({ parameter, value }) => {
    const member = `${parameter.slice(0, 1).toLowerCase()}${parameter.slice(1)}`
    const given = value === 'ach-debit' ? account : { ...beside[parameter], [member]: value }

    expect((await formFor(given)).get(parameter)).toBe(value)
  })

  test.each(Object.keys(parameterValues))('%s has no other value', (parameter) => {
    const member = `${parameter.slice(0, 1).toLowerCase()}${parameter.slice(1)}`
    const given = { ...beside[parameter], [member]: 'of-tomorrow' }

    const { errors } = problemOf(() => parseStartBody(bodyOf(given)))

    expect(errors?.map(({ field }) => field)).toContain(member)
  })
})
