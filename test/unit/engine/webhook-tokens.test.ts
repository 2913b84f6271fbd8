import { expect, test } from 'vitest'
import { makeHandler } from '../../../lambda/handlers/receive-callback.ts'
import { lambdaContext } from '../../../local/gateway/context.ts'
import { aPaymentSid } from '../../support/a-session.ts'
import { aWorld } from '../../support/a-world.ts'
import { aGatewayEvent } from '../../support/http/a-gateway-event.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const capturing = sessionIn('capturing', { mode: 'assisted' })

/** Callbacks of the capture that is open, each with Twilio's name for its delivery. */
async function deliveries(
  ...posts: ReadonlyArray<readonly [token: string, parameters: Readonly<Record<string, string>>]>
) {
  const { world, stores, now } = aWorld()
  await stores.sessions.insert(capturing)
  const signers = async () => ['default']
  const handler = makeHandler({
    world,
    verifier: { signatureHolds: signers, sealHolds: signers },
  })
  for (const [token, parameters] of posts) {
    const event = aGatewayEvent({
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'i-twilio-idempotency-token': token,
      },
      pathParameters: { sessionId: capturing.id, attempt: '1', step: '4', seal: 'genuine' },
      body: new URLSearchParams({
        Sid: aPaymentSid(),
        Capture: 'security-code',
        ...parameters,
      }).toString(),
    })
    expect(await handler(event, lambdaContext('receive-callback', now))).toMatchObject({
      statusCode: 204,
    })
  }
  return (await stores.sessions.load(capturing.id))?.session
}

const wrong = { ErrorType: 'invalid-security-code' }

test('S12: the same callback under another token is the same callback', async () => {
  const session = await deliveries(['token-1', wrong], ['token-2', wrong])

  expect(session?.rejections).toEqual({ 'security-code': 1 })
})

test('S12: another callback under the same token is taken for what it says', async () => {
  const key = { PartialResult: 'true', SecurityCode: 'x' }

  const session = await deliveries(['token-1', key], ['token-1', { SecurityCode: 'xxx' }])

  expect(session?.captured).toContain('security-code')
})
