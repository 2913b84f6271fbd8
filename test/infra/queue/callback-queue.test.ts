import { RemovalPolicy } from 'aws-cdk-lib'
import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { VERDICT_WITHIN_MS } from '../../../lambda/domain/machine/limits.ts'
import { constructTemplate, functionIds, propertiesOf, stackTemplate } from '../synthesize.ts'

const template = stackTemplate()
const days = (count: number) => count * 24 * 60 * 60

const queues = Object.entries(template.findResources('AWS::SQS::Queue')).filter(([id]) =>
  id.includes('Callbacks'),
)
const [queueId = ''] = queues.find(([, { Properties }]) => Properties.RedrivePolicy) ?? []
const [deadId = ''] = queues.find(([, { Properties }]) => !Properties.RedrivePolicy) ?? []
const queue = template.findResources('AWS::SQS::Queue')[queueId]?.['Properties']
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] })

describe('the queue of callbacks', () => {
  test('keeps the order of each session, and counts what Twilio repeats once', () => {
    expect(queue).toMatchObject({
      FifoQueue: true,
      FifoThroughputLimit: 'perMessageGroupId',
      DeduplicationScope: 'messageGroup',
    })
    // Each message names its own id; the content would not do, since a sealed token varies.
    expect(queue).not.toHaveProperty('ContentBasedDeduplication', true)
  })

  test('keeps callbacks over a long weekend, and dead letters as long as it is possible', () => {
    const dead = template.findResources('AWS::SQS::Queue')[deadId]?.['Properties']

    expect(queues).toHaveLength(2)
    expect(queue.MessageRetentionPeriod).toBe(days(4))
    expect(dead).toMatchObject({ FifoQueue: true, MessageRetentionPeriod: days(14) })
    expect(queue.RedrivePolicy.deadLetterTargetArn).toEqual(arnOf(deadId))
  })

  test('outlasts an outage of three hours before it gives a callback up', () => {
    const { RedrivePolicy, VisibilityTimeout } = queue

    expect(RedrivePolicy.maxReceiveCount * VisibilityTimeout).toBeGreaterThan(3 * 3_600)
  })

  test('hides a message while its function may run, and tries again before a verdict is late', () => {
    const id = functionIds(template).get('replay-callbacks') ?? ''
    const { Timeout } = template.findResources('AWS::Lambda::Function')[id]?.['Properties'] ?? {}

    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(Timeout)
    // The processor may take 60 s of the time that a charge may be without a verdict.
    expect(queue.VisibilityTimeout).toBeLessThanOrEqual(VERDICT_WITHIN_MS / 1_000 - 60)
  })

  test('feeds the function that replays them, and hears of each that failed', () => {
    template.resourceCountIs('AWS::Lambda::EventSourceMapping', 1)
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: functionIds(template).get('replay-callbacks') },
      EventSourceArn: arnOf(queueId),
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    })
  })

  test('is encrypted, as the dead letters are, and takes no plain HTTP', () => {
    for (const { SqsManagedSseEnabled } of propertiesOf(template, 'AWS::SQS::Queue')) {
      expect(SqsManagedSseEnabled).toBe(true)
    }
    for (const id of [queueId, deadId]) {
      template.hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: id }],
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Deny',
              Action: 'sqs:*',
              Principal: { AWS: '*' },
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
          ]),
        },
      })
    }
  })

  test('is known to the functions by its URL', () => {
    for (const { Environment } of propertiesOf(template, 'AWS::Lambda::Function')) {
      expect(Environment.Variables.CALLBACK_QUEUE_URL).toEqual({ Ref: queueId })
    }
  })

  test('stays when the stack goes, unless the stack is a trial', () => {
    const trial = constructTemplate(() => ({ removalPolicy: RemovalPolicy.DESTROY }))
    const policiesIn = (one: typeof template) =>
      Object.values(one.findResources('AWS::SQS::Queue')).map((found) => found['DeletionPolicy'])

    expect(new Set(policiesIn(template))).toEqual(new Set(['Retain']))
    expect(new Set(policiesIn(trial))).toEqual(new Set(['Delete']))
  })
})

describe('an alarm', () => {
  test('is raised when callbacks are handed out again and again for ten minutes', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/SQS',
      MetricName: 'NumberOfMessagesReceived',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queueId, 'QueueName'] } }],
      Period: 60,
      Statistic: 'Sum',
      EvaluationPeriods: 10,
      DatapointsToAlarm: 9,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    })
  })

  test('looks often enough: what waits is handed out at least once in each of its minutes', () => {
    expect(queue.VisibilityTimeout).toBeLessThan(60)
  })

  test('is raised by one dead letter', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [deadId, 'QueueName'] } }],
      Statistic: 'Maximum',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    })
  })

  test('is raised when a callback is a quarter of an hour old, also when nobody fetches any', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queueId, 'QueueName'] } }],
      Period: 300,
      Statistic: 'Maximum',
      EvaluationPeriods: 1,
      Threshold: 900,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    })
  })

  test('of what is too old comes after that of an outage, and days before anything is lost', () => {
    const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm')
    const of = (name: string) => alarms.find(({ MetricName }) => MetricName === name) ?? {}
    const received = of('NumberOfMessagesReceived')
    const { Threshold: oldSeconds } = of('ApproximateAgeOfOldestMessage')

    expect(oldSeconds).toBeGreaterThan(received['EvaluationPeriods'] * received['Period'])
    expect(oldSeconds).toBeLessThan(queue.MessageRetentionPeriod - days(3))
  })
})
