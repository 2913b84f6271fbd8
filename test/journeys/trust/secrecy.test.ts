import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localTableNames } from '../../../local/tables.ts'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { outcomesIn } from '../../support/journey/outcomes.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

/** Every digit string a caller keys in the journeys below, and what of it may never be seen. */
const numbers = ['5555555555554444', '4000000000000002', '4111111111111112']
const expiry = '1129'
const code = '837'
const postal = '90817'
const routing = '121181976'
const bankAccount = '123456789'

const forms = (secret: string): readonly string[] => [
  secret,
  secret.replace(/(.{4})/g, '$1 ').trim(),
  secret.replace(/(.{4})/g, '$1-').replace(/-$/, ''),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
]

/** Mistypes a card, has another declined, and pays with a third. */
async function paysByCard(world: JourneyWorld): Promise<Caller> {
  const caller = await Caller.calls(world)
  await caller.agrees()
  await caller.hears(/card number/)
  await caller.presses('4111111111111112')
  for (const number of ['4000000000000002', '5555555555554444']) {
    await caller.hears(/card number/)
    await caller.presses(number)
    await caller.hears(/expiration date/)
    await caller.presses(expiry)
    await caller.hears(/security code/)
    await caller.presses(code)
    await caller.hears(/postal code/)
    await caller.presses(`${postal}#`)
    await caller.hears(/declined|confirmation code/)
    await caller.presses('1')
  }
  return caller
}

/** Keys an account twice, not the same at first, and has it saved for a token. */
async function savesAccount(world: JourneyWorld): Promise<Caller> {
  const caller = await Caller.calls(world, {
    amount: null,
    currency: null,
    tokenType: 'reusable',
    paymentMethod: 'ach-debit',
    parameter: '{"AVSName":"Maya Okafor"}',
  })
  await caller.agrees()
  await caller.keysAccount({ second: '987654321' })
  await caller.hears(/account number again/)
  await caller.presses(`${bankAccount}#`)
  await caller.hears(/a second time/)
  await caller.presses(`${bankAccount}#`)
  await caller.hears(/has been saved/)
  return caller
}

const searched = ['the log', 'the tables', 'the API', 'what was heard', 'the queue of outcomes']

describe('I6: after whole payments, good and bad', () => {
  let world: JourneyWorld
  let places: ReadonlyMap<string, string>
  let token: string

  beforeAll(async () => {
    world = await journeyWorld()
    const agent = new Agent(world)
    const caller = await paysByCard(world)
    const saver = await savesAccount(world)
    const saved = await agent.sessionOfCall(saver.callSid)
    const { body } = await agent.reads(`/sessions/${saved['sessionId']}/token`)
    token = String(body['paymentToken'])
    const stored = await Promise.all(
      Object.values(localTableNames).map((TableName) =>
        world.tables.send(new ScanCommand({ TableName })),
      ),
    )
    const { callSid } = caller
    places = new Map([
      ['the log', world.logLines.join('\n')],
      ['the tables', JSON.stringify(stored.map(({ Items }) => Items))],
      ['the API', JSON.stringify([await agent.sessionOfCall(callSid), saved])],
      ['what was heard', [...caller.texts(), ...saver.texts()].join('\n')],
      ['the queue of outcomes', JSON.stringify(await outcomesIn(world))],
    ])
  })
  afterAll(() => world.stop())

  test.each(searched)('%s has no card number, in any writing', (place) => {
    const text = places.get(place) ?? ''
    expect(text.length).toBeGreaterThan(100)
    for (const secret of numbers.flatMap(forms)) expect(text).not.toContain(secret)
    for (const secret of numbers) expect(text).not.toContain(secret.slice(0, 8))
  })

  test.each(searched)('%s has no expiry date, security code or postal code', (place) => {
    // Ids and times are full of digits: they are taken out before looking for short secrets.
    const text = (places.get(place) ?? '')
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
      .replaceAll(/(ps_|CA|PK|AC|SK)[0-9a-z]{26,32}/gi, '')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
      .replaceAll(/\d{10,13}/g, '')
    for (const secret of [expiry, code, postal]) expect(text).not.toContain(secret)
  })

  test.each(searched)('%s has no bank account, and no token in clear', (place) => {
    const text = places.get(place) ?? ''
    expect(token.length).toBeGreaterThan(5)
    for (const secret of [routing, bankAccount, '987654321', token].flatMap(forms)) {
      expect(text).not.toContain(secret)
    }
  })

  test('the log has no name of an account holder', () => {
    expect(places.get('the log')).not.toContain('Okafor')
  })

  test('the log has no credential, no signature, no seal and no URL', () => {
    const log = places.get('the log') ?? ''
    const { authToken, apiKeySecret } = world.simulator.account
    for (const secret of [authToken, apiKeySecret, '/callbacks/', '://']) {
      expect(log).not.toContain(secret)
    }
  })

  test('every line of the log is one JSON object of at most 1 KB', () => {
    expect(world.logLines.length).toBeGreaterThan(20)
    for (const line of world.logLines) {
      expect(Object.keys(JSON.parse(line))).toContain('message')
      expect(line.length).toBeLessThanOrEqual(1_024)
    }
  })
})
