import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { App } from 'aws-cdk-lib'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { describe, expect, test } from 'vitest'
import { checkSecurity } from '../../../lib/security-checks.ts'
import { IvrPaymentFlowStack } from '../../../lib/stack.ts'
import { anApp, exampleConfig, functionsDirectory } from '../synthesize.ts'

function checkedStack(): { app: App; stack: IvrPaymentFlowStack } {
  const app = anApp({ validate: true })
  const config = {
    ...exampleConfig,
    alarmEmail: 'ops@example.com',
    allowedOrigins: ['https://desk.example.com'],
  }
  const stack = new IvrPaymentFlowStack(app, 'Stack', { config, functionsDirectory })
  checkSecurity(app)
  return { app, stack }
}

describe('the security checks', () => {
  test('find nothing in the stack that nobody gave a reason for', () => {
    const { app } = checkedStack()

    expect(() => app.synth()).not.toThrow()
  })

  test('do find a bucket that may be read without encryption', async () => {
    const { app, stack } = checkedStack()
    new Bucket(stack, 'Careless')

    expect(() => app.synth()).toThrow()
    const report = await readFile(join(app.outdir, 'validation-report.json'), 'utf8')
    expect(report).toContain('AwsSolutions-S10')
  })
})

describe('the app', () => {
  test('fails with one sentence for each input, and no stack trace', async () => {
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'bin/app.ts'])

    await expect(run).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^twilioAccountSid is [^\n]+\.\ntwilioSecretName is [^\n]+\.\n$/,
      ),
    })
  })
})
