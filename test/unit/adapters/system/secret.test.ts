import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { GetSecretValueCommand, ResourceNotFoundException } from '@aws-sdk/client-secrets-manager'
import { describe, expect, test } from 'vitest'
import { secretReader } from '../../../../lambda/adapters/system/secret.ts'

/** Secrets Manager, with these versions of the one secret `twilio`. */
function aReader(versions: Readonly<Record<string, string>>) {
  const asked: unknown[] = []
  const send = async (command: unknown) => {
    if (!(command instanceof GetSecretValueCommand)) throw new Error('It only reads.')
    const { SecretId, VersionStage = '' } = command.input
    asked.push([SecretId, VersionStage])
    const SecretString = versions[VersionStage]
    if (SecretString === undefined) {
      throw new ResourceNotFoundException({ message: 'no such version', $metadata: {} })
    }
    return { SecretString, CreatedDate: new Date(5_000) }
  }
  const client: Pick<SecretsManagerClient, 'send'> = { send }
  return { reader: secretReader(client), asked }
}

describe('a secret in Secrets Manager', () => {
  test('is read by its current version', async () => {
    const { reader, asked } = aReader({ AWSCURRENT: 'now', AWSPENDING: 'next' })

    expect(await reader.current('twilio')).toBe('now')
    expect(asked).toEqual([['twilio', 'AWSCURRENT']])
  })

  test('S37: that is being rotated has up to three versions', async () => {
    const all = aReader({ AWSCURRENT: 'now', AWSPENDING: 'next', AWSPREVIOUS: 'before' })
    const one = aReader({ AWSCURRENT: 'now' })

    expect(await all.reader.versions('twilio')).toEqual({
      current: 'now',
      pending: 'next',
      previous: 'before',
      currentSince: 5_000,
    })
    expect(await one.reader.versions('twilio')).toMatchObject({ pending: null, previous: null })
  })

  test('without a current version is an error', async () => {
    const { reader } = aReader({ AWSPREVIOUS: 'before' })

    await expect(reader.current('twilio')).rejects.toThrow('no such version')
    await expect(reader.versions('twilio')).rejects.toThrow('no such version')
  })
})

test.each(['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS'])(
  'S37: a secret whose version %s cannot be read is not taken for one without it',
  async (unreadable) => {
    const send = async (command: unknown) => {
      if (!(command instanceof GetSecretValueCommand)) throw new Error('It only reads.')
      if (command.input.VersionStage === unreadable) throw new Error('ThrottlingException')
      return { SecretString: 'text' }
    }

    await expect(secretReader({ send }).versions('twilio')).rejects.toThrow('Throttling')
  },
)

test('a secret of bytes has no text, and was made long ago if nobody says when', async () => {
  const reader = secretReader({ send: async () => ({ SecretBinary: new Uint8Array([1]) }) })

  expect(await reader.current('twilio')).toBe('')
  expect(await reader.versions('twilio')).toEqual({
    current: '',
    pending: null,
    previous: null,
    currentSince: 0,
  })
})

test('a secret that is JSON is its own text, on a laptop, and is never rotated', async () => {
  const { reader, asked } = aReader({})
  const text = ' {"authToken":"token"}'

  expect(await reader.current(text)).toBe(text)
  expect(await reader.versions(text)).toEqual({
    current: text,
    pending: null,
    previous: null,
    currentSince: 0,
  })
  expect(asked).toEqual([])
})
