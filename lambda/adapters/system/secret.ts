import {
  GetSecretValueCommand,
  type GetSecretValueCommandOutput,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { notKept } from './connections.ts'

/** A caller is waiting; the secret is read once in five minutes. */
const REQUEST_TIMEOUT_MS = 1_500
const TRIES_MAX = 2

/** A secret while it is being changed: Secrets Manager keeps up to three versions of it. */
export interface SecretVersions {
  readonly current: string
  /** Made, and perhaps in use already, though it is not yet the current one. */
  readonly pending: string | null
  readonly previous: string | null
  /** When the current one was made, in milliseconds since 1970. */
  readonly currentSince: number
}

export interface SecretReader {
  readonly current: (secret: string) => Promise<string>
  readonly versions: (secret: string) => Promise<SecretVersions>
}

/**
 * How to read a secret: text that is JSON is the secret itself (on a laptop), anything else is
 * the name or ARN of one in Secrets Manager.
 */
export function secretReader(
  client: Pick<SecretsManagerClient, 'send'> = secretsManager(),
): SecretReader {
  const read = (secret: string, stage: string): Promise<GetSecretValueCommandOutput> =>
    client.send(new GetSecretValueCommand({ SecretId: secret, VersionStage: stage }))
  // Mostly there is no such version. One that could not be read is another thing: Twilio may be
  // signing with it, and what is refused for want of it does not come again.
  const readIfAny = async (secret: string, stage: string): Promise<string | null> =>
    read(secret, stage).then(
      ({ SecretString }) => SecretString ?? null,
      (error: unknown) => {
        if (error instanceof ResourceNotFoundException) return null
        throw error
      },
    )
  return {
    current: async (secret) =>
      isItself(secret) ? secret : ((await read(secret, 'AWSCURRENT')).SecretString ?? ''),
    versions: async (secret) => {
      if (isItself(secret)) {
        return { current: secret, pending: null, previous: null, currentSince: 0 }
      }
      const [{ SecretString, CreatedDate }, pending, previous] = await Promise.all([
        read(secret, 'AWSCURRENT'),
        readIfAny(secret, 'AWSPENDING'),
        readIfAny(secret, 'AWSPREVIOUS'),
      ])
      const currentSince = CreatedDate?.getTime() ?? 0
      return { current: SecretString ?? '', pending, previous, currentSince }
    },
  }
}

const isItself = (secret: string): boolean => secret.trimStart().startsWith('{')

const secretsManager = () =>
  new SecretsManagerClient({
    maxAttempts: TRIES_MAX,
    requestHandler: {
      ...notKept,
      connectionTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  })
