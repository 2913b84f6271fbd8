import { describe, expect, test } from 'vitest'
import {
  type Command,
  readCommand,
  type Variables,
} from '../../../local/probe/command/read-command.ts'
import { helpText, startingWords } from '../../../local/probe/command/words.ts'

const callSid = `CA${'a'.repeat(32)}`
const key = { TWILIO_API_KEY_SID: `SK${'b'.repeat(32)}`, TWILIO_API_KEY_SECRET: 'the key secret' }
const account = { TWILIO_ACCOUNT_SID: `AC${'c'.repeat(32)}`, ...key }
const tunnel = 'https://tunnel.example/probe'

const accountOf = (command: Command) => {
  if (command.kind !== 'account') throw new Error(`It is ${command.kind}.`)
  return command.options
}

describe('a command', () => {
  test('for a call signs in with the key, listens nowhere and is allowed nothing', () => {
    const options = accountOf(readCommand(['--call', callSid], account))

    expect(options).toMatchObject({
      callSid,
      account: {
        user: key.TWILIO_API_KEY_SID,
        password: 'the key secret',
        baseUrl: 'https://api.twilio.com',
      },
      allowed: [],
      listening: undefined,
      only: undefined,
    })
    expect(options.nowhere).toMatch(/^https:\/\/[^/]+\.invalid\//)
  })

  test('can allow everything, and knows where callbacks come', () => {
    const flags = ['--with-keys', '--with-new-twiml', '--with-hang-up', '--charge-test-card']
    const only = ['--only', 'cardMask, secondSession', '--connector', 'Test']
    const reached = ['--public-url', tunnel, '--listen', '4000']

    const options = accountOf(
      readCommand(['--call', callSid, ...flags, ...only, ...reached], account),
    )

    expect([...options.allowed].sort()).toEqual(['charge', 'hang-up', 'keys', 'twiml'])
    expect(options).toMatchObject({
      only: ['secondSession', 'cardMask'],
      connector: 'Test',
      listening: { port: 4000, publicUrl: tunnel },
    })
  })

  test('without a key signs in with the auth token, which is a secret then, too', () => {
    const variables = { TWILIO_ACCOUNT_SID: account.TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN: 'token' }
    const command = readCommand(['--call', callSid], variables)

    expect(accountOf(command).account).toMatchObject({
      user: account.TWILIO_ACCOUNT_SID,
      password: 'token',
    })
    expect(command).toMatchObject({ secrets: ['token'] })
  })

  test('without an account and a call is for a simulator, and says so', () => {
    expect(readCommand([], {})).toMatchObject({
      kind: 'simulator',
      notice: expect.stringContaining('not Twilio'),
      options: { allowed: [] },
    })
    expect(readCommand(['--simulator', '--json'], account)).toMatchObject({
      kind: 'simulator',
      notice: undefined,
      isJson: true,
    })
  })

  const wrong: readonly (readonly [string, readonly string[], Variables, RegExp])[] = [
    ['no call', [], account, /--call CA…/],
    ['a call of another kind', ['--call', 'CA1'], account, /--call must be CA and 32/],
    ['both', ['--call', callSid, '--simulator'], account, /not both/],
    ['no account', ['--call', callSid], {}, /TWILIO_ACCOUNT_SID must be/],
    ['half a key', ['--call', callSid], { ...account, TWILIO_API_KEY_SECRET: '' }, /Set both/],
    [
      'no credentials',
      ['--call', callSid],
      { TWILIO_ACCOUNT_SID: account.TWILIO_ACCOUNT_SID },
      /or TWILIO_AUTH_TOKEN/,
    ],
    [
      'credentials in the clear',
      ['--call', callSid],
      { ...account, TWILIO_API_BASE_URL: 'http://api.example' },
      /must be an https URL/,
    ],
    ['a port without a URL', ['--call', callSid, '--listen', '1'], account, /needs --public-url/],
    [
      'a URL in the clear',
      ['--call', callSid, '--public-url', 'http://a.example'],
      account,
      /must be an https URL/,
    ],
    [
      'no port',
      ['--call', callSid, '--public-url', tunnel, '--listen', '65536'],
      account,
      /--listen must be a port/,
    ],
    ['an unknown switch', ['--simulator', '--only', 'pciMode'], {}, /"pciMode"; there are after/],
    ['an unknown flag', ['--charge'], {}, /--help lists/],
  ]

  test.each(wrong)('with %s is answered with what is wrong', (_, args, variables, says) => {
    expect(readCommand(args, variables)).toEqual({
      kind: 'wrong',
      sentence: expect.stringMatching(says),
    })
  })

  test('with a simulator on this machine may do without TLS', () => {
    const variables = { ...account, TWILIO_API_BASE_URL: 'http://localhost:3001/' }

    expect(accountOf(readCommand(['--call', callSid], variables)).account.baseUrl).toBe(
      'http://localhost:3001',
    )
  })
})

test('before it starts, it says why nothing is completed, or which cards may be keyed', () => {
  const start = (...flags: string[]) =>
    startingWords(accountOf(readCommand(['--call', callSid, ...flags], account)))

  expect(start()).toMatch(/Status=complete is not sent: .* a real charge/)
  expect(start('--charge-test-card')).toMatch(/for 1\.00, .* only with a connector in test mode/)
  expect(helpText()).toContain('--charge-test-card')
})
