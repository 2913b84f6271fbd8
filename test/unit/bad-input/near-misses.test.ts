import { describe, expect, test } from 'vitest'
import { aCallSid } from '../../support/a-session.ts'
import { fieldsWrongIn } from '../../support/bad-input/answers.ts'
import { type Member, nearMisses, queryOf } from '../../support/bad-input/members.ts'
import { formEvent } from '../../support/bad-input/requests.ts'
import { aStrictWorld } from '../../support/bad-input/strict-world.ts'

const least = { mode: 'assisted', callSid: aCallSid(), reference: 'INV-1001' }
const paid = { ...least, amount: '42.50', currency: 'USD' }
const bank = { ...paid, paymentMethod: 'ach-debit', parameter: { AVSName: 'A. Holder' } }

/** The payment in which the member could have been right. */
const basisOf = ({ name, value }: { readonly name: string; readonly value: unknown }): object => {
  if (name === 'tokenType') return least
  const isOfHolder = JSON.stringify(value).includes('AVSName')
  return name === 'bankAccountType' || isOfHolder ? bank : paid
}

/** An amount that is no text, or a list of one, cannot be told from a right one in a query. */
const isRightAsText = (value: unknown): boolean =>
  value === 42.5 || (Array.isArray(value) && ['visa', 'postal-code'].includes(String(value)))

const isNoMoney = ([name]: Member): boolean => name !== 'amount' && name !== 'currency'

const cases = Object.entries(nearMisses).flatMap(([name, values]) =>
  values.map((value) => ({ name, value })),
)

describe('what is nearly right', () => {
  test.each(cases)('is refused by its name in a body: $name $value', async ({ name, value }) => {
    const strict = aStrictWorld()

    const answer = await strict.send('start-session', {
      headers: { 'idempotency-key': 'key-1' },
      body: JSON.stringify({ ...basisOf({ name, value }), [name]: value }),
    })

    expect([answer.statusCode, fieldsWrongIn(answer)]).toEqual([400, [name]])
    expect([strict.changes(), strict.forms.length]).toEqual([0, 0])
  })

  const inQuery = cases.filter(
    ({ name, value }) => name !== 'mode' && name !== 'callSid' && !isRightAsText(value),
  )
  test.each(inQuery)('is refused by its name in a query: $name $value', async ({ name, value }) => {
    const strict = aStrictWorld()
    const {
      mode: _mode,
      callSid: _callSid,
      ...query
    } = { ...paid, ...basisOf({ name, value }), [name]: value }
    const written = Object.entries(query).map(([key, each]): Member => [key, JSON.stringify(each)])
    const wanted = name === 'tokenType' ? written.filter(isNoMoney) : written

    const answer = await strict.send('answer-call', {
      queryStringParameters: queryOf(wanted),
      ...formEvent(new URLSearchParams({ CallSid: aCallSid() })),
    })

    expect([answer.statusCode, fieldsWrongIn(answer)]).toEqual([400, [`query.${name}`]])
    expect(strict.changes()).toBe(0)
  })
})

describe('what is right by itself', () => {
  const off = { securityCode: false, postalCode: 'false' }

  test.each([
    { field: 'tokenType', given: { ...paid, tokenType: 'reusable' } },
    { field: 'currency', given: { ...least, tokenType: 'reusable', currency: 'USD' } },
    { field: 'bankAccountType', given: { ...paid, bankAccountType: 'consumer-checking' } },
    { field: 'parameter', given: { ...paid, paymentMethod: 'ach-debit' } },
    { field: 'securityCode', given: { ...bank, securityCode: true } },
    { field: 'postalCode', given: { ...bank, postalCode: false } },
    { field: 'minPostalCodeLength', given: { ...bank, minPostalCodeLength: 5 } },
    { field: 'minPostalCodeLength', given: { ...paid, ...off, minPostalCodeLength: 5 } },
    { field: 'validCardTypes', given: { ...bank, validCardTypes: 'visa' } },
    { field: 'requireMatchingInputs', given: { ...bank, requireMatchingInputs: 'postal-code' } },
    {
      field: 'requireMatchingInputs',
      given: { ...paid, ...off, requireMatchingInputs: 'postal-code' },
    },
    {
      field: 'requireMatchingInputs',
      given: { ...paid, ...off, requireMatchingInputs: ['security-code'] },
    },
    { field: 'description', given: { ...paid, reference: '4111 1111', description: '1111 1111' } },
  ])('is refused beside what contradicts it: $field', async ({ field, given }) => {
    const strict = aStrictWorld()

    const answer = await strict.send('start-session', {
      headers: { 'idempotency-key': 'key-1' },
      body: JSON.stringify(given),
    })

    expect([answer.statusCode, fieldsWrongIn(answer)]).toEqual([400, [field]])
  })
})
