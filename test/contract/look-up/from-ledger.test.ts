import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { close, listen } from '../../../local/listen.ts'
import { lookUpInLedger } from '../../../local/look-up/from-ledger.ts'

/** About the second attempt of a session, of whose first nobody knows the resource any more. */
const question = {
  reference: 'INV-1',
  description: null,
  amount: '42.50',
  currency: 'USD',
  attempts: [{ attempt: 1 }, { attempt: 2, paymentSid: 'PK2' }],
  callSid: 'CA1',
  from: '2026-11-23T11:50:00.000Z',
  to: '2026-11-23T12:14:30.000Z',
} as const

const charge = {
  transactionId: 'ch_1',
  confirmationCode: '',
  method: 'charge',
  amount: '42.50',
  currency: 'USD',
  description: 'INV-1',
  paymentSid: 'PK2',
  callSid: 'CA1',
  at: '2026-11-23T12:01:00.000Z',
} as const

/** A simulator whose ledger has one line. */
async function lookedUp(line: object, asked: Parameters<typeof lookUpInLedger>[1] = question) {
  const server = createServer((_, response) => response.end(JSON.stringify([line])))
  const port = await listen({ server, port: 0, name: 'The ledger', portVariable: 'PORT' })
  onTestFinished(() => close(server))
  const { outcome } = await lookUpInLedger(`http://127.0.0.1:${port}`, asked)
  return outcome
}

test.each([
  { of: 'the resource that is asked about', line: charge },
  { of: 'an earlier attempt, on the call', line: { ...charge, paymentSid: 'PK1' } },
])('the sample look-up finds a charge of $of', async ({ line }) => {
  expect(await lookedUp(line)).toBe('charged')
})

test.each([
  { of: 'a purchase whose name begins alike', other: { description: 'INV-10' } },
  { of: 'the same purchase on another call', other: { callSid: 'CA2' } },
  { of: 'another amount', other: { amount: '42.00' } },
  { of: 'a token', other: { method: 'tokenize', paymentSid: 'PK2' } },
  { of: 'a time before the session', other: { paymentSid: 'PK2', at: '2026-11-23T11:49:59.999Z' } },
  { of: 'a time after it', other: { paymentSid: 'PK2', at: '2026-11-23T12:14:30.001Z' } },
])('and takes none for its own that is of $of', async ({ other }) => {
  expect(await lookedUp({ ...charge, paymentSid: 'PK1', ...other })).toBe('not-charged')
})

test('nor one of another resource, where all of its own are known', async () => {
  const attempts = [{ attempt: 1, paymentSid: 'PK2' }]

  expect(await lookedUp({ ...charge, paymentSid: 'PK3' }, { ...question, attempts })).toBe(
    'not-charged',
  )
})
