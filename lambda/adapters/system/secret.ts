import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

/** A caller is waiting, and the SDK tries three times. */
const REQUEST_TIMEOUT_MS = 2_000

/**
 * How to read the secret: text that is JSON is the secret itself (on a laptop), anything else is
 * the name or ARN of one in Secrets Manager.
 */
export function secretReader(secret: string): () => Promise<string> {
  if (secret.trimStart().startsWith('{')) return async () => secret
  const client = new SecretsManagerClient({
    requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS, connectionTimeout: REQUEST_TIMEOUT_MS },
  })
  return async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secret }))
    return SecretString ?? ''
  }
}
