import { expect, test } from 'vitest'
import { TwilioAccounts } from '../../../lambda/adapters/twilio/accounts.ts'
import { answering, aTwilio } from './a-twilio.ts'

const account = (digit: string): string => `AC${digit.repeat(32)}`

test('each merchant asks for itself, where it is, and reads its secret once', async () => {
  const [here, there] = [await aTwilio(answering(200, '{}')), await aTwilio(answering(200, '{}'))]
  const reads: string[] = []
  const accounts = new TwilioAccounts({
    accounts: new Map([
      ['shoes', { accountSid: account('1'), secret: 'shoes', apiBaseUrl: here.url }],
      ['berlin', { accountSid: account('2'), secret: 'berlin', apiBaseUrl: there.url }],
    ]),
    secrets: {
      current: async (secret) => {
        reads.push(secret)
        return JSON.stringify({ authToken: `token of ${secret}` })
      },
      versions: () => Promise.reject(new Error('Nobody has doubted.')),
    },
    now: () => 0,
  })

  for (const merchant of ['shoes', 'berlin', 'shoes']) {
    const answer = await accounts.request(merchant, { method: 'GET', path: 'Calls/CA1.json' })
    expect(answer).toMatchObject({ arrived: 'yes', status: 200 })
  }

  const basic = (user: string, password: string) =>
    `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const askedBy = ({ heard }: typeof here) =>
    heard.map(({ path, headers }) => [path, headers.authorization])
  const shoes = [
    `/2010-04-01/Accounts/${account('1')}/Calls/CA1.json`,
    basic(account('1'), 'token of shoes'),
  ]
  expect(askedBy(here)).toEqual([shoes, shoes])
  expect(askedBy(there)).toEqual([
    [`/2010-04-01/Accounts/${account('2')}/Calls/CA1.json`, basic(account('2'), 'token of berlin')],
  ])
  expect(reads).toEqual(['shoes', 'berlin'])
})
