import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

/** A caller is waiting; the secret is read once in five minutes. */
const REQUEST_TIMEOUT_MS = 1_500
const TRIES_MAX = 2

/**
 * How to read a secret: text that is JSON is the secret itself (on a laptop), anything else is
 * the name or ARN of one in Secrets Manager.
 */
export function secretReader(): (secret: string) => Promise<string> {
  const client = new SecretsManagerClient({
    maxAttempts: TRIES_MAX,
    requestHandler: {
      connectionTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  })
  return async (secret) => {
    if (secret.trimStart().startsWith('{')) return secret
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secret }))
    return SecretString ?? ''
  }
}
