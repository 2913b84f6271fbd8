import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { close, listen } from './listen.ts'

/** `TOKEN_KEY_ID` of the local world. */
export const localKeyId = 'alias/local-tokens'

export interface KeyServer {
  /** For `AWS_ENDPOINT_URL_KMS`. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/**
 * As much of KMS as the functions use: Encrypt and Decrypt with one key, bound to an encryption
 * context. The key is known to everybody and protects nothing; it is always the same, so that data
 * that is kept over a restart stays readable.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html
 */
export async function startKeys({ port }: { readonly port: number }): Promise<KeyServer> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const target = String(request.headers['x-amz-target'] ?? '')
      const answer = answerTo(target, body)
      response.writeHead(answer === null ? 400 : 200, { 'content-type': jsonType })
      response.end(JSON.stringify(answer ?? { __type: 'InvalidCiphertextException' }))
    })
  })
  const name = 'The embedded KMS'
  const actualPort = await listen({ server, port, name, portVariable: 'KEYS_PORT' })
  return { url: `http://127.0.0.1:${actualPort}`, stop: () => close(server) }
}

const jsonType = 'application/x-amz-json-1.1'

const key = createHash('sha256').update('a local key that protects nothing').digest()

interface Ask {
  readonly Plaintext?: string
  readonly CiphertextBlob?: string
  readonly EncryptionContext?: Readonly<Record<string, string>>
}

function answerTo(target: string, ask: Ask): object | null {
  const context = Buffer.from(JSON.stringify(ask.EncryptionContext ?? {}))
  if (target === 'TrentService.Encrypt') {
    const text = Buffer.from(ask.Plaintext ?? '', 'base64')
    return { KeyId: localKeyId, CiphertextBlob: sealed(text, context).toString('base64') }
  }
  if (target !== 'TrentService.Decrypt') return null
  const text = opened(Buffer.from(ask.CiphertextBlob ?? '', 'base64'), context)
  return text === null ? null : { KeyId: localKeyId, Plaintext: text.toString('base64') }
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

function sealed(text: Buffer, context: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context)
  const body = Buffer.concat([cipher.update(text), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function opened(blob: Buffer, context: Buffer): Buffer | null {
  try {
    const nonce = blob.subarray(0, NONCE_BYTES)
    const tag = blob.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
    const cipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(context).setAuthTag(tag)
    const body = blob.subarray(NONCE_BYTES + TAG_BYTES)
    return Buffer.concat([cipher.update(body), cipher.final()])
  } catch {
    return null
  }
}

async function bodyOf(request: IncomingMessage): Promise<Ask> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  const body: unknown = JSON.parse(Buffer.concat(parts).toString())
  return typeof body === 'object' && body !== null ? body : {}
}
