import { createHash } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dynamoDb } from '../../../lambda/adapters/dynamodb/client.ts'
import {
  connectToLambda,
  LookUpFunction,
} from '../../../lambda/adapters/lambda/look-up-function.ts'
import { OutcomeSender } from '../../../lambda/adapters/sqs/outcome-sender.ts'
import { secretReader } from '../../../lambda/adapters/system/secret.ts'
import { aSessionId, at, NOON } from '../../support/a-session.ts'
import { dynamoDbStores } from '../../support/dynamodb-stores.ts'
import { forgetfulServer } from '../../support/outage/forgetful-server.ts'
import { ended } from '../../support/outage/to-be-queued.ts'
import { sessionIn } from '../../support/sessions-in.ts'

/** A function that has worked ten sessions side by side, and is frozen then. */
async function afterTen({ frozenForMs }: { readonly frozenForMs: number }) {
  let nowMs: number = NOON
  const server = await forgetfulServer({ answer: () => '{}', together: 10 })
  const { sessions } = dynamoDbStores(dynamoDb({ endpoint: server.url, now: () => nowMs }))
  await Promise.all(Array.from({ length: 10 }, (_, n) => sessions.load(aSessionId(n))))
  nowMs += frozenForMs
  const due = () => sessions.due({ now: at(0), limit: 1, dueFor: 'verdict' })
  return { server, sessions, due }
}

describe('a function that was frozen while its connections died', () => {
  test('reads what is due at once, however many there were', async () => {
    const { server, due } = await afterTen({ frozenForMs: 60_000 })
    server.forget()

    expect(await due()).toEqual([])
    expect(server.resets()).toBe(0)
  })

  test('meets none of them when the next run works side by side, either', async () => {
    const { server, sessions } = await afterTen({ frozenForMs: 60_000 })
    server.forget()
    const ids = Array.from({ length: 10 }, (_, n) => aSessionId(n))

    expect(await Promise.all(ids.map((id) => sessions.load(id)))).toEqual(ids.map(() => null))
    expect(server.resets()).toBe(0)
  })

  test('has its only question to the look-up function answered', async () => {
    const server = await forgetfulServer({ answer: () => '{"outcome":"not-charged"}' })
    const connect = () => connectToLambda({ endpoint: server.url })
    const lookUp = new LookUpFunction({ functionArn: 'look-up', connect })
    const ask = () => lookUp.ask({ session: sessionIn('unresolved'), from: at(0), to: at(1) })

    await ask()
    server.forget()

    expect(await ask()).toEqual({ outcome: 'not-charged' })
    expect(server.connections()).toBe(2)
  })

  test('reads a secret, of which it has read three versions before', async () => {
    const secret = JSON.stringify({ SecretString: 'a secret' })
    const server = await serving('SECRETS_MANAGER', { answer: () => secret, together: 3 })
    const reader = secretReader()

    await reader.versions('twilio')
    server.forget()

    expect(await reader.current('twilio')).toBe('a secret')
    expect(server.resets()).toBe(0)
  })

  test('tells an outcome by its only try', async () => {
    const answer = (body: string) => {
      const { MessageBody } = JSON.parse(body)
      return JSON.stringify({
        MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
      })
    }
    const server = await serving('SQS', { answer })
    const sender = new OutcomeSender({ queueUrl: `${server.url}/0/a.fifo` })

    await sender.put(ended)
    server.forget()

    expect(await sender.put(ended)).toBe('queued')
  })
})

describe('a connection to the database', () => {
  // The handshake of TLS costs more than all the rest of a request.
  test.each([
    { pauseMs: 0, opened: 0 },
    { pauseMs: 20_000, opened: 0 },
    { pauseMs: 20_001, opened: 1 },
  ])('is used again after $pauseMs ms, or not: $opened opened', async ({ pauseMs, opened }) => {
    const { server, due } = await afterTen({ frozenForMs: pauseMs })

    for (let request = 0; request < 3; request++) await due()

    expect(server.connections()).toBe(10 + opened)
  })
})

/** As the SDK finds it: in the environment. */
async function serving(service: string, of: Parameters<typeof forgetfulServer>[0]) {
  const server = await forgetfulServer(of)
  const variable = `AWS_ENDPOINT_URL_${service}`
  process.env[variable] = server.url
  onTestFinished(() => {
    delete process.env[variable]
  })
  return server
}
