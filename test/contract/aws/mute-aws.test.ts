import { expect, onTestFinished, test } from 'vitest'
import { TokenSealer } from '../../../lambda/adapters/kms/token-sealer.ts'
import { secretReader } from '../../../lambda/adapters/system/secret.ts'
import { aSessionId } from '../../support/a-session.ts'
import { muteServer } from '../../support/outage/mute-server.ts'

const token = { paymentToken: 'tok_1', profileId: '' }

test.each([
  {
    what: 'Secrets Manager',
    variable: 'AWS_ENDPOINT_URL_SECRETS_MANAGER',
    ask: () => secretReader().current('twilio'),
    error: { name: 'TimeoutError' },
  },
  {
    what: 'KMS',
    variable: 'AWS_ENDPOINT_URL_KMS',
    ask: () => new TokenSealer({ keyId: 'alias/tokens' }).seal(token, aSessionId()),
    error: { code: 'vault-unavailable', cause: { name: 'TimeoutError' } },
  },
])('$what that says nothing is given up after two tries', async ({ variable, ask, error }) => {
  const mute = await muteServer()
  process.env[variable] = mute.url
  onTestFinished(() => {
    delete process.env[variable]
  })

  // Without a time-out this never comes back, and the test runs into its own.
  await expect(ask()).rejects.toMatchObject(error)
  expect(mute.connections()).toBe(2)
})
