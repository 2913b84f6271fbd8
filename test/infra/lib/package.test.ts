import { execFile } from 'node:child_process'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { functionNames } from '../../../lib/facts/function-names.ts'
import { type TemporaryDirectory, temporaryDirectory } from '../stub-functions.ts'

const project = process.cwd()
const run = promisify(execFile)

const foreignApp = `
import { App, Stack } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { IvrPaymentFlow } from 'ivr-payment-flow'

const app = new App({ outdir: 'out', analyticsReporting: false })
const stack = new Stack(app, 'Shop')
const flow = new IvrPaymentFlow(stack, 'Pay', {
  twilioAccountSid: 'AC0123456789abcdef0123456789abcdef',
  twilioSecret: new Secret(stack, 'Twilio'),
})
const voiceUrl: string = flow.voiceUrl
app.synth()
`

const manifest = { name: 'foreign-app', private: true, type: 'module' }

const compilerOptions = { strict: true, module: 'NodeNext', target: 'ES2022', skipLibCheck: true }

/** Needs what `npm run build` leaves in dist/, as whoever installs the package gets it. */
describe('a CDK app of somebody else', () => {
  let app: TemporaryDirectory

  beforeAll(async () => {
    app = await temporaryDirectory('foreign-app')
    await mkdir(join(app.path, 'node_modules'))
    const link = (name: string, target: string) =>
      symlink(join(project, target), join(app.path, 'node_modules', name))
    await link('ivr-payment-flow', '.')
    await link('aws-cdk-lib', 'node_modules/aws-cdk-lib')
    await link('constructs', 'node_modules/constructs')
    await writeFile(join(app.path, 'package.json'), JSON.stringify(manifest))
    await writeFile(join(app.path, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
    await writeFile(join(app.path, 'app.ts'), foreignApp)
  })
  afterAll(() => app.remove())

  test('compiles against the package by its name and synthesises a stack with it', async () => {
    const cwd = app.path
    await run(process.execPath, [join(project, 'node_modules/typescript/bin/tsc')], { cwd })
    await run(process.execPath, ['app.js'], {
      cwd,
      env: { ...process.env, CDK_VALIDATION: 'false' },
    })

    const template = await readFile(join(cwd, 'out', 'Shop.template.json'), 'utf8')
    const resources = Object.values<{ Type: string }>(JSON.parse(template).Resources)
    const functions = resources.filter(({ Type }) => Type === 'AWS::Lambda::Function')
    expect(functions).toHaveLength(functionNames.length)
  })
})
