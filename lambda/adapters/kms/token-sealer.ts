import type { KMSClient } from '@aws-sdk/client-kms'
import * as v from 'valibot'
import type { SessionId } from '../../domain/values/ids.ts'
import { AppError } from '../../ports/errors.ts'
import type { PaymentToken, TokenVault } from '../../ports/token-vault.ts'

/** KMS answers in milliseconds, and Twilio delivers a callback again that we could not take. */
const REQUEST_TIMEOUT_MS = 1_500
const TRIES_MAX = 2

export interface TokenSealerOptions {
  /** Id, ARN or alias of a symmetric key. */
  readonly keyId: string
  /** @default - of this AWS account and region */
  readonly connect?: () => Promise<KMSClient>
}

/**
 * Tokens are encrypted by KMS itself, so that no key ever is in a function, and who may seal is
 * not who may open. The session is part of the cipher: what is copied to another one stays shut.
 * https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
 */
export class TokenSealer implements TokenVault {
  readonly #keyId: string
  readonly #connect: () => Promise<KMSClient>
  #client: Promise<KMSClient> | null = null

  constructor({ keyId, connect = connectToKms }: TokenSealerOptions) {
    this.#keyId = keyId
    this.#connect = connect
  }

  async seal(token: PaymentToken, sessionId: SessionId): Promise<string> {
    const { EncryptCommand } = await import('@aws-sdk/client-kms')
    const { CiphertextBlob } = await this.#ask((client) =>
      client.send(
        new EncryptCommand({
          KeyId: this.#keyId,
          Plaintext: Buffer.from(JSON.stringify(token)),
          EncryptionContext: { sessionId },
        }),
      ),
    )
    return Buffer.from(CiphertextBlob ?? []).toString('base64url')
  }

  async open(sealed: string, sessionId: SessionId): Promise<PaymentToken> {
    const { DecryptCommand } = await import('@aws-sdk/client-kms')
    const { Plaintext } = await this.#ask((client) =>
      client.send(
        new DecryptCommand({
          KeyId: this.#keyId,
          CiphertextBlob: Buffer.from(sealed, 'base64url'),
          EncryptionContext: { sessionId },
        }),
      ),
    )
    return v.parse(content, Buffer.from(Plaintext ?? []).toString())
  }

  async #ask<Answer>(request: (client: KMSClient) => Promise<Answer>): Promise<Answer> {
    this.#client ??= this.#connect()
    try {
      return await request(await this.#client)
    } catch (cause) {
      throw new AppError('vault-unavailable', {
        message: 'KMS did not seal or open a token. Check the key and the right to use it.',
        cause,
      })
    }
  }
}

const content = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ paymentToken: v.string(), profileId: v.string() }),
)

/** Loaded when the first token comes: most functions never see one, and start without. */
async function connectToKms(): Promise<KMSClient> {
  const { KMSClient: Client } = await import('@aws-sdk/client-kms')
  return new Client({
    maxAttempts: TRIES_MAX,
    requestHandler: {
      connectionTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  })
}
