import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSimulator, realTime, type Simulator } from '../../local/twilio/simulator.ts'
import { CallbackQueue } from './callback-queue.ts'
import { Caller } from './caller.ts'
import { type LocalAws, publicBaseUrl, signedAs, startLocalAws } from './local-aws.ts'

const secretName = 'ivr-payment-flow/twilio'
const voiceUrl = `${publicBaseUrl}/voice/pay?amount=42.50&currency=USD&reference=INV-1001`

let aws: LocalAws
let simulator: Simulator
let simulatorUrl: string
let outputs: Record<string, string>

beforeAll(async () => {
  aws = await startLocalAws()
  simulator = createSimulator({
    port: 0,
    time: realTime(),
    reach: aws.reach,
    phoneNumber: {
      number: '+15550100',
      voiceUrl,
      statusCallbackUrl: `${publicBaseUrl}/voice/status`,
    },
  })
  const { accountSid, authToken, apiKeySid, apiKeySecret } = simulator.account
  simulatorUrl = (await simulator.start()).url
  await aws.createSecret(secretName, { authToken, apiKeySid, apiKeySecret })
  outputs = await aws.deploy({
    twilioAccountSid: accountSid,
    twilioSecretName: secretName,
    twilioApiBaseUrl: simulatorUrl,
  })
})

afterAll(async () => {
  await simulator?.stop()
  await aws?.stop()
})

/** A request to the deployed API by its public URL. */
function send(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(aws.reach(new URL(path, publicBaseUrl)).url, init)
}

/** What a back end would read there. */
async function outcomesIn(QueueUrl: string): Promise<readonly unknown[]> {
  const client = new SQSClient(aws.clientConfig)
  const received = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 10 }),
  )
  client.destroy()
  return (received.Messages ?? []).map(({ Body = '' }) => JSON.parse(Body))
}

describe('the deployed stack', () => {
  test('tells where it is reached', () => {
    expect(outputs).toEqual({
      VoiceUrl: voiceUrl,
      StatusCallbackUrl: 'https://pay.example.com/voice/status',
      ApiUrl: 'https://pay.example.com',
      OutcomeQueueUrl: expect.stringMatching(/Outcomes.*\.fifo$/),
    })
  })

  test('turns away a client that AWS does not know, before any function runs', async () => {
    const response = await send('/sessions?callSid=CA1')

    expect(response.status).toBe(403)
    expect(await response.json()).toEqual({ message: 'Forbidden' })
  })

  test('lets a client in that AWS knows, and answers from its tables', async () => {
    const callSid = `CA${'0'.repeat(32)}`

    const response = await send(`/sessions?callSid=${callSid}`, {
      headers: signedAs('execute-api'),
    })

    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ sessions: [] })
  })

  test('refuses a call that Twilio did not sign', async () => {
    const body = new URLSearchParams({ CallSid: `CA${'1'.repeat(32)}` })

    const response = await send('/voice/pay?amount=1.00', { method: 'POST', body })

    expect(response.status).toBe(403)
  })

  test('takes a payment from a caller, charges it once, and tells the client so', async () => {
    const caller = new Caller(simulator, simulatorUrl)
    const callSid = await caller.ring()

    const heard = await caller.pay(callSid)

    const path = `/sessions?callSid=${callSid}`
    const found = await send(path, { headers: signedAs('execute-api') })
    expect(heard).toContain('your payment was successful')
    expect(simulator.ledger()).toMatchObject([
      { method: 'charge', amount: '42.50', currency: 'USD', callSid },
    ])
    expect(await found.json()).toMatchObject({
      sessions: [{ status: 'succeeded', reference: 'INV-1001' }],
    })
    const told = await outcomesIn(outputs['OutcomeQueueUrl'] ?? '')
    expect(told).toMatchObject([
      { number: 1, status: 'succeeded', money: 'moved', reference: 'INV-1001', callSid },
    ])
  })

  test('has a card saved, seals its token with KMS, and opens it for who may read it', async () => {
    const caller = new Caller(simulator, simulatorUrl)
    const callSid = await caller.ring(
      `${publicBaseUrl}/voice/pay?reference=CUSTOMER-7&tokenType=reusable`,
    )
    await caller.pay(callSid, 'has been saved')

    const signed = { headers: signedAs('execute-api') }
    const found = await (await send(`/sessions?callSid=${callSid}`, signed)).text()
    const sessionId = /ps_\w{26}/.exec(found)?.[0]
    const opened = await (await send(`/sessions/${sessionId}/token`, signed)).text()

    expect(JSON.parse(found)).toMatchObject({
      sessions: [{ status: 'succeeded', hasToken: true }],
    })
    expect(JSON.parse(opened)).toMatchObject({ sessionId, tokenType: 'reusable' })
    const token = /"paymentToken":"([^"]{6,})"/.exec(opened)?.[1]
    expect(token).toBeDefined()
    expect(found).not.toContain(token)
  })

  test('takes in what waits in its queue of callbacks', async () => {
    const queue = await CallbackQueue.find(aws.clientConfig)

    await queue.put({
      version: 1,
      sessionId: `ps_${'0'.repeat(26)}`,
      told: { type: 'payment-opened', attempt: 1, step: 1, paymentSid: `PK${'0'.repeat(32)}` },
      signers: ['default'],
      receivedAt: 0,
    })

    expect(await queue.untilEmpty()).toBe('empty')
    queue.close()
  })
})
