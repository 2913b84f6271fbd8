import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Duration } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type LogGroupProps } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { EnvName } from '../../lambda/env.ts'
import type { FunctionName } from '../../lambda/routes.ts'
import { memoryMegabytes, timeoutSeconds } from '../facts/function-limits.ts'

export interface PaymentFunctionProps {
  readonly name: FunctionName
  /** Holds `<name>/index.js` for each function. */
  readonly directory: string
  readonly environment: Readonly<Record<EnvName, string>>
  readonly logs: LogGroupProps
}

/** One Lambda function, with a role and a log group that are its own. */
export class PaymentFunction extends Construct {
  readonly lambda: LambdaFunction

  constructor(scope: Construct, id: string, props: PaymentFunctionProps) {
    super(scope, id)
    const logGroup = new LogGroup(this, 'Logs', props.logs)
    // The managed policy for Lambda would let every function write to every log group.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    logGroup.grantWrite(role)
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `IVR payment flow: ${props.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundleOf(props)),
      handler: 'index.handler',
      memorySize: memoryMegabytes,
      timeout: Duration.seconds(timeoutSeconds(props.name)),
      environment: { ...props.environment },
      logGroup,
      role,
    })
  }
}

function bundleOf(props: PaymentFunctionProps): string {
  const directory = join(props.directory, props.name)
  if (existsSync(join(directory, 'index.js'))) return directory
  throw new Error(
    `The bundle of the function ${props.name} is not in ${directory}. ` +
      'Run `npm run build` in ivr-payment-flow, or set functionsDirectory to where the ' +
      'bundles are.',
  )
}
