import { Duration, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { describe, expect, test } from 'vitest'
import { IvrPaymentFlow } from '../../../lib/construct/ivr-payment-flow.ts'
import { anApp, exampleProps, propertiesOf, stackTemplate } from '../synthesize.ts'

const template = stackTemplate()
const queues = Object.entries(template.findResources('AWS::SQS::Queue')).filter(([id]) =>
  id.includes('Outcomes'),
)
const [queueId = '', queue] = queues.find(([, { Properties }]) => Properties.RedrivePolicy) ?? []
const [deadId = ''] = queues.find(([, { Properties }]) => !Properties.RedrivePolicy) ?? []
const fortnight = 14 * 24 * 60 * 60

describe('the queue of outcomes', () => {
  test('keeps the order of each session, and what nobody reads for two weeks', () => {
    expect(queue?.['Properties']).toMatchObject({
      FifoQueue: true,
      FifoThroughputLimit: 'perMessageGroupId',
      DeduplicationScope: 'messageGroup',
      MessageRetentionPeriod: fortnight,
      SqsManagedSseEnabled: true,
    })
  })

  test('gives up what its reader has failed on ten times, with an alarm', () => {
    expect(queue?.['Properties'].RedrivePolicy).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [deadId, 'Arn'] },
      maxReceiveCount: 10,
    })
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [deadId, 'QueueName'] } }],
      Threshold: 1,
    })
  })

  test('is known to the functions, and to whoever deploys', () => {
    for (const { Environment } of propertiesOf(template, 'AWS::Lambda::Function')) {
      expect(Environment.Variables.OUTCOME_QUEUE_URL).toEqual({ Ref: queueId })
    }
    template.hasOutput('OutcomeQueueUrl', { Value: { Ref: queueId } })
  })

  test('can feed a function of the integrator’s, which then may read it', () => {
    const stack = new Stack(anApp(), 'Foreign')
    const { outcomeQueue } = new IvrPaymentFlow(stack, 'Pay', exampleProps(stack))
    const reader = new LambdaFunction(stack, 'Reader', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => {}'),
      timeout: Duration.seconds(30),
    })
    reader.addEventSource(new SqsEventSource(outcomeQueue, { reportBatchItemFailures: true }))
    const fed = Template.fromStack(stack)

    const mappings = propertiesOf(fed, 'AWS::Lambda::EventSourceMapping')
    const [mapping] = mappings.filter(({ FunctionName }) => FunctionName.Ref.startsWith('Reader'))
    const { queueName } = outcomeQueue
    expect(stack.resolve(queueName)['Fn::GetAtt'][0]).toBe(mapping.EventSourceArn['Fn::GetAtt'][0])
  })
})
