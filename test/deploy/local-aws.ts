import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as v from 'valibot'
import { Cdk } from './cdk.ts'
import { startMiniStack } from './ministack.ts'

const account = '000000000000'
const region = 'us-east-1'
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }

/** A custom domain, as ops teams map one to the API; `reach` knows the way. */
export const publicBaseUrl = 'https://pay.example.com'

/** As much of a signature as the emulator looks at: whose it claims to be, and for what. */
export const signedAs = (service: 'apigateway' | 'execute-api') => ({
  authorization:
    `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/${region}/${service}` +
    '/aws4_request, SignedHeaders=host, Signature=unchecked',
})

export interface LocalAws {
  /** For the SDK clients of a test. */
  readonly clientConfig: {
    readonly endpoint: string
    readonly region: string
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  }
  readonly createSecret: (name: string, value: object) => Promise<void>
  /** `cdk deploy` with these inputs, and with `publicBaseUrl`. @returns the stack's outputs */
  readonly deploy: (inputs: Readonly<Record<string, string>>) => Promise<Record<string, string>>
  /** How a public URL of the API is reached physically; any other stays what it is. */
  readonly reach: (url: URL) => { url: URL; headers: Record<string, string> }
  readonly stop: () => Promise<void>
}

/** An AWS account on this machine, ready for `cdk deploy`, gone without a trace in the end. */
export async function startLocalAws(): Promise<LocalAws> {
  const directory = await mkdtemp(join(tmpdir(), 'local-aws-'))
  const cleanups = [() => rm(directory, { recursive: true, force: true })]
  const stop = async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean()
  }
  try {
    const { url: endpoint, stop: stopEmulator } = await startMiniStack(directory)
    cleanups.push(stopEmulator)
    const cdk = new Cdk({ endpoint, region, credentials, directory })
    await cdk.bootstrap(account)
    return { ...connect(endpoint, cdk), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function connect(endpoint: string, cdk: Cdk): Omit<LocalAws, 'stop'> {
  const clientConfig = { endpoint, region, credentials }
  let apiId = ''
  return {
    clientConfig,
    async createSecret(name, value) {
      const client = new SecretsManagerClient(clientConfig)
      const SecretString = JSON.stringify(value)
      await client.send(new CreateSecretCommand({ Name: name, SecretString }))
      client.destroy()
    },
    async deploy(inputs) {
      const outputs = await cdk.deploy({ ...inputs, publicBaseUrl })
      apiId = await findApiId(endpoint)
      return outputs
    },
    reach(url) {
      if (url.origin !== publicBaseUrl) return { url, headers: {} }
      // The emulator finds an API by this path too; few clients let the Host header be chosen.
      const path = `/_aws/execute-api/${apiId}/$default${url.pathname}${url.search}`
      return { url: new URL(path, endpoint), headers: {} }
    },
  }
}

const apisSchema = v.object({ items: v.tuple([v.object({ apiId: v.string() })]) })

/** The outputs name the public URL; what is behind it is the account's only API. */
async function findApiId(endpoint: string): Promise<string> {
  const response = await fetch(`${endpoint}/v2/apis`, { headers: signedAs('apigateway') })
  return v.parse(apisSchema, await response.json()).items[0].apiId
}
