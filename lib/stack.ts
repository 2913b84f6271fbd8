import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import type { DeployConfig } from './config.ts'
import { IvrPaymentFlow } from './construct/ivr-payment-flow.ts'

export interface IvrPaymentFlowStackProps extends StackProps {
  readonly config: DeployConfig
  /**
   * Directory of the function bundles: `<name>/index.js` for each function.
   *
   * @default - the bundles that were built into this package
   */
  readonly functionsDirectory?: string
}

/** The whole system for those who deploy it as it is, configured by `cdk deploy -c name=value`. */
export class IvrPaymentFlowStack extends Stack {
  readonly payment: IvrPaymentFlow

  constructor(scope: Construct, id: string, props: IvrPaymentFlowStackProps) {
    super(scope, id, props)
    const {
      twilioSecretName,
      alarmEmail,
      lookUpFunctionArn,
      merchants = {},
      ...flow
    } = props.config
    const { functionsDirectory } = props
    this.payment = new IvrPaymentFlow(this, 'Payment', {
      ...flow,
      twilioSecret: Secret.fromSecretNameV2(this, 'TwilioSecret', twilioSecretName),
      merchants: this.merchantsOf(merchants),
      ...(alarmEmail === undefined ? {} : { alarmTopic: alarmTopic(this, alarmEmail) }),
      ...(lookUpFunctionArn === undefined
        ? {}
        : { lookUp: LambdaFunction.fromFunctionArn(this, 'LookUp', lookUpFunctionArn) }),
      ...(functionsDirectory === undefined ? {} : { functionsDirectory }),
    })
    this.addOutputs()
  }

  private merchantsOf(merchants: NonNullable<DeployConfig['merchants']>) {
    const entries = Object.entries(merchants).map(([name, { twilioSecretName, ...merchant }]) => {
      const twilioSecret = Secret.fromSecretNameV2(this, `TwilioSecret-${name}`, twilioSecretName)
      return [name, { ...merchant, twilioSecret }] as const
    })
    return Object.fromEntries(entries)
  }

  private addOutputs(): void {
    const { voiceUrl, statusCallbackUrl, publicBaseUrl, outcomeQueue } = this.payment
    new CfnOutput(this, 'VoiceUrl', {
      value: `${voiceUrl}?amount=42.50&currency=USD&reference=INV-1001`,
      description: 'Put this behind a Twilio number or a Redirect; the amount is an example.',
    })
    new CfnOutput(this, 'StatusCallbackUrl', {
      value: statusCallbackUrl,
      description: 'Set this as the status callback of the same Twilio number.',
    })
    new CfnOutput(this, 'ApiUrl', {
      value: publicBaseUrl,
      description: 'Base URL of the API for agents and other clients.',
    })
    new CfnOutput(this, 'OutcomeQueueUrl', {
      value: outcomeQueue.queueUrl,
      description: 'The SQS queue that tells a back end how each payment ended.',
    })
  }
}

function alarmTopic(stack: Stack, email: string): Topic {
  const topic = new Topic(stack, 'AlarmTopic', { enforceSSL: true })
  topic.addSubscription(new EmailSubscription(email))
  // A topic with a policy of its own loses the default one, by which alarms could publish.
  topic.grantPublish(
    new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  )
  return topic
}
