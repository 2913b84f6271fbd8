import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './run.ts'

export interface CdkOptions {
  /** Where the AWS account answers. */
  readonly endpoint: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** For the command's own files. */
  readonly directory: string
}

/** The real CDK command line, pointed at an account on this machine. */
export class Cdk {
  readonly #options: CdkOptions

  constructor(options: CdkOptions) {
    this.#options = options
  }

  async bootstrap(account: string): Promise<void> {
    const environment = `aws://${account}/${this.#options.region}`
    await this.#run('bootstrap', [environment, '--app', ''])
  }

  /** @returns the outputs of the stack */
  async deploy(inputs: Readonly<Record<string, string>>): Promise<Record<string, string>> {
    const { directory } = this.#options
    const outputsFile = join(directory, 'outputs.json')
    const context = Object.entries(inputs).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    await this.#run('deploy', [
      ...context,
      ...['--require-approval', 'never'],
      ...['--output', join(directory, 'cdk.out')],
      ...['--outputs-file', outputsFile],
    ])
    const stacks = JSON.parse(await readFile(outputsFile, 'utf8'))
    return stacks.IvrPaymentFlow
  }

  async #run(command: string, args: readonly string[]): Promise<void> {
    const { endpoint, region, credentials, directory } = this.#options
    await run({
      name: `cdk ${command}`,
      file: process.execPath,
      args: [join('node_modules', 'aws-cdk', 'bin', 'cdk'), command, ...args],
      env: {
        PATH: process.env['PATH'],
        HOME: directory,
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        // Nothing here may ask anyone outside of this machine.
        AWS_EC2_METADATA_DISABLED: 'true',
        CDK_DISABLE_CLI_TELEMETRY: 'true',
      },
    })
  }
}
