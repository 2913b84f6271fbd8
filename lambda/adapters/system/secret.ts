import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

/** A caller is waiting; the secret is read once in five minutes. */
const REQUEST_TIMEOUT_MS = 1_500
const TRIES_MAX = 2

/**
 * How to read the secret: text that is JSON is the secret itself (on a laptop), anything else is
 * the name or ARN of one in Secrets Manager.
 */
export function secretReader(secret: string): () => Promise<string> {
  if (secret.trimStart().startsWith('{')) return async () => secret
  const client = new SecretsManagerClient({
    maxAttempts: TRIES_MAX,
    requestHandler: {
      connectionTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  })
  return async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secret }))
    return SecretString ?? ''
  }
}
