import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localTableNames } from '../../../local/tables.ts'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

/** Every digit string a caller keys in the journeys below, and what of it may never be seen. */
const numbers = ['5555555555554444', '4000000000000002', '4111111111111112']
const expiry = '1129'
const code = '837'
const postal = '90817'

const forms = (secret: string): readonly string[] => [
  secret,
  secret.replace(/(.{4})/g, '$1 ').trim(),
  secret.replace(/(.{4})/g, '$1-').replace(/-$/, ''),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
]

describe('after whole payments, good and bad', () => {
  let world: JourneyWorld
  let places: ReadonlyMap<string, string>

  beforeAll(async () => {
    world = await journeyWorld()
    const agent = new Agent(world)
    const caller = await Caller.calls(world)
    await caller.hears(/press 1/)
    await caller.presses('1')
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
    const stored = await Promise.all(
      Object.values(localTableNames).map((TableName) =>
        world.tables.send(new ScanCommand({ TableName })),
      ),
    )
    const { callSid } = caller
    places = new Map([
      ['the log', world.logLines.join('\n')],
      ['the tables', JSON.stringify(stored.map(({ Items }) => Items))],
      ['the API', JSON.stringify(await agent.sessionOfCall(callSid))],
      ['what was heard', caller.texts().join('\n')],
    ])
  })
  afterAll(() => world.stop())

  test.each(['the log', 'the tables', 'the API', 'what was heard'])(
    '%s has no card number, in any writing',
    (place) => {
      const text = places.get(place) ?? ''
      expect(text.length).toBeGreaterThan(100)
      for (const secret of numbers.flatMap(forms)) expect(text).not.toContain(secret)
      for (const secret of numbers) expect(text).not.toContain(secret.slice(0, 8))
    },
  )

  test.each(['the log', 'the tables', 'the API', 'what was heard'])(
    '%s has no expiry date, security code or postal code',
    (place) => {
      // Ids and times are full of digits: they are taken out before looking for short secrets.
      const text = (places.get(place) ?? '')
        .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
        .replaceAll(/(ps_|CA|PK|AC|SK)[0-9a-z]{26,32}/gi, '')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
        .replaceAll(/\d{10,13}/g, '')
      for (const secret of [expiry, code, postal]) expect(text).not.toContain(secret)
    },
  )

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
