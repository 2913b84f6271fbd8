import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { afterAll } from 'vitest'
import type { DeployConfig } from '../../lib/config.ts'
import { IvrPaymentFlow } from '../../lib/construct/ivr-payment-flow.ts'
import type { IvrPaymentFlowProps } from '../../lib/construct/ivr-payment-flow-props.ts'
import { IvrPaymentFlowStack } from '../../lib/stack.ts'
import { stubBundles, temporaryDirectory } from './stub-functions.ts'

export const accountSid = 'AC0123456789abcdef0123456789abcdef'

export const exampleConfig: DeployConfig = {
  twilioAccountSid: accountSid,
  twilioSecretName: 'ivr/twilio',
  paymentConnector: 'Default',
}

/** The flags of cdk.json count in tests as they do in a deployment. */
const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'))

const bundles = await stubBundles()
export const functionsDirectory = bundles.path

const outputs = await temporaryDirectory('cdk-out')

afterAll(() => Promise.all([bundles.remove(), outputs.remove()]))

/** @param validate - also runs the template through the rules of CloudFormation: two seconds. */
export function anApp({ validate = false } = {}): App {
  process.env['CDK_VALIDATION'] = String(validate)
  const outdir = mkdtempSync(join(outputs.path, 'app-'))
  return new App({ context, outdir, analyticsReporting: false })
}

/** The stack as `cdk deploy` makes it. */
export function stackTemplate(config: Partial<DeployConfig> = {}): Template {
  const stack = new IvrPaymentFlowStack(anApp(), 'Stack', {
    config: { ...exampleConfig, ...config },
    functionsDirectory,
  })
  return Template.fromStack(stack)
}

/** The construct in a stack of somebody else's. */
export function constructTemplate(
  props: (stack: Stack) => Partial<IvrPaymentFlowProps> = () => ({}),
): Template {
  const stack = new Stack(anApp(), 'Foreign')
  new IvrPaymentFlow(stack, 'Pay', { ...exampleProps(stack), ...props(stack) })
  return Template.fromStack(stack)
}

export function exampleProps(stack: Stack, id = 'Secret'): IvrPaymentFlowProps {
  return {
    twilioAccountSid: accountSid,
    twilioSecret: Secret.fromSecretNameV2(stack, id, `ivr/${id}`),
    functionsDirectory,
  }
}

/** The logical id of each function, by the name that its description ends with. */
export function functionIds(template: Template): ReadonlyMap<string, string> {
  const functions = Object.entries(template.findResources('AWS::Lambda::Function'))
  return new Map(functions.map(([id, { Properties }]) => [nameOf(Properties), id]))
}

function nameOf(properties: { Description: string }): string {
  return properties.Description.replace('IVR payment flow: ', '')
}

/** The properties of every resource of a type. */
export function propertiesOf(template: Template, type: string) {
  return Object.values(template.findResources(type)).map(({ Properties }) => Properties)
}
