import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import twilio from 'twilio'
import { afterEach, describe, expect, test } from 'vitest'
import { post } from '../../support/journey/post.ts'
import { runCode, type Started, startSimulator } from '../../support/started.ts'

const anyPort = { SIMULATOR_PORT: '0' }
const accountSid = `AC${'7'.repeat(32)}`
const apiKeySid = `SK${'8'.repeat(32)}`

const guide = readFileSync('docs/how-to/use-the-simulator.md', 'utf8')

describe('npm run simulator', () => {
  let started: Started

  afterEach(() => started.interrupted())

  const urlOf = async () => {
    const [, url = ''] = await started.prints(/Twilio simulator: (http:\S+)/)
    return url
  }

  test('is the Twilio of its own account, until Ctrl-C', async () => {
    started = startSimulator(
      { ...anyPort, SIMULATOR_API_KEY_SECRET: 'kept in a variable', SIMULATOR_REGION: 'us1' },
      ...['--account-sid', accountSid, '--api-key-sid', apiKeySid, '--auth-token', 'our token'],
      ...['--phone-number', '+12025550177', '--region', 'ie1'],
      ...['--connector-url', 'https://pay.example/', '--connector-username', 'shop'],
    )
    const url = await urlOf()
    const client = twilio(apiKeySid, 'kept in a variable', { accountSid })
    client.api.baseUrl = url
    const { callSid } = await post(`${url}/caller/calls`, { from: '+14155550123' })

    const payment = await client.calls(String(callSid)).payments.create({
      idempotencyKey: 'k',
      statusCallback: 'http://127.0.0.1:1/callbacks',
      chargeAmount: 42.5,
    })

    expect(payment).toMatchObject({ accountSid, callSid })
    const { headers } = await fetch(`${url}/2010-04-01/Accounts/${accountSid}.json`)
    expect(headers.get('x-home-region')).toBe('ie1')
    expect(started.output()).toContain('+12025550177')
    const connector = await (await fetch(`${url}/connector`)).json()
    expect(connector).toEqual({ url: 'https://pay.example/', username: 'shop' })
    expect(await (await fetch(url)).text()).toContain('<h1>Twilio simulator</h1>')

    expect(await started.interrupted()).toBe(0)
    await expect(fetch(url)).rejects.toThrow()
  })

  test('answers the program that the docs show', async () => {
    started = startSimulator(anyPort)
    const code = /```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''

    const program = runCode(code, { SIMULATOR: await urlOf() })

    expect([await program.ended(), program.output()]).toEqual([
      0,
      expect.stringMatching(/^PK[0-9a-f]{32}\n$/),
    ])
  })

  test('says what it can be told', async () => {
    started = startSimulator({}, '--help')

    expect(await started.ended()).toBe(0)
    expect(started.output()).toMatch(/--port PORT\n.*\n\s+\(SIMULATOR_PORT, 3001 unless set\)/)
    expect(started.output()).toContain('--connector-password')
  })

  test.each([
    [['--prot', '3001'], /'--prot'.* --help lists/],
    [['--port', '70000'], /^--port must be a port number .* not "70000"/],
    [['--account-sid', 'AC1'], /^--account-sid must be AC and 32 digits/],
    [['--connector-password', 'x'], /--connector-url/],
    [['--connector-url', 'http://me:x@pay.example/'], /no credentials/],
  ])('refuses %j in one sentence or two, on one line', async (args, sentence) => {
    started = startSimulator(anyPort, ...args)

    expect(await started.ended()).toBe(1)
    expect(started.output().trim().split('\n')).toHaveLength(1)
    expect(started.output()).toMatch(sentence)
  })

  test('names the variable when that is wrong', async () => {
    started = startSimulator({ SIMULATOR_PORT: 'three thousand' })

    expect(await started.ended()).toBe(1)
    expect(started.output()).toMatch(/^SIMULATOR_PORT must be .* not "three thousand"/)
  })

  test('says that its port is in use, and how to choose another', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    started = startSimulator({}, '--port', port)

    expect(await started.ended()).toBe(1)
    expect(started.output()).toMatch(new RegExp(`Port ${port} is in use.*SIMULATOR_PORT`))
    other.close()
  })
})
