import { Topic } from 'aws-cdk-lib/aws-sns'
import { describe, expect, test } from 'vitest'
import { functionNames } from '../../../lib/facts/function-names.ts'
import { constructTemplate, functionIds, propertiesOf, stackTemplate } from '../synthesize.ts'

const type = 'AWS::CloudWatch::Alarm'

describe('an alarm', () => {
  const template = stackTemplate()

  test.each([
    ['SessionUnresolved', 1],
    ['ChargeContradicted', 1],
    ['UnexpectedError', 1],
    ['OutcomeUntold', 1],
    ['DependencyFailed', 3],
    ['TwilioFailed', 3],
    ['SignatureRejected', 10],
  ])(
    'is raised when its own deployment counts %s %i times in five minutes',
    (metric, threshold) => {
      const [lambda] = propertiesOf(template, 'AWS::Lambda::Function')
      template.hasResourceProperties(type, {
        Namespace: 'IvrPaymentFlow',
        MetricName: metric,
        // Its functions count under the table that they are told to use.
        Dimensions: [
          { Name: 'SessionsTable', Value: lambda.Environment.Variables['SESSIONS_TABLE'] },
        ],
        Statistic: 'Sum',
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: threshold,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
      })
    },
  )

  test('is raised when the API turns many requests away', () => {
    const [apiId] = Object.keys(template.findResources('AWS::ApiGatewayV2::Api'))
    template.hasResourceProperties(type, {
      Namespace: 'AWS/ApiGateway',
      MetricName: '4xx',
      Dimensions: [{ Name: 'ApiId', Value: { Ref: apiId } }],
      Statistic: 'Sum',
      Period: 300,
      Threshold: 500,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    })
  })

  test.each(functionNames)('is raised when %s crashes or is throttled', (name) => {
    for (const metric of ['Errors', 'Throttles']) {
      template.hasResourceProperties(type, {
        Namespace: 'AWS/Lambda',
        MetricName: metric,
        Dimensions: [{ Name: 'FunctionName', Value: { Ref: functionIds(template).get(name) } }],
        Statistic: 'Sum',
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
      })
    }
  })

  test('is raised when the schedule falls silent', () => {
    template.hasResourceProperties(type, {
      Namespace: 'AWS/Lambda',
      MetricName: 'Invocations',
      Dimensions: [
        { Name: 'FunctionName', Value: { Ref: functionIds(template).get('settle-due-sessions') } },
      ],
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    })
  })

  test('says what to do', () => {
    for (const { AlarmDescription } of propertiesOf(template, type)) {
      expect(AlarmDescription).toMatch(/^[^\n]{40,}\.$/)
    }
  })
})

describe('the alarms', () => {
  test('tell the topic that they are given', () => {
    const template = constructTemplate((stack) => ({ alarmTopic: new Topic(stack, 'Ops') }))
    const topic = { Ref: expect.stringMatching(/^Ops/) }

    for (const { AlarmActions } of propertiesOf(template, type)) {
      expect(AlarmActions).toEqual([topic])
    }
  })

  test('reach an e-mail address, over a topic that alarms may publish to', () => {
    const template = stackTemplate({ alarmEmail: 'ops@example.com' })

    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    })
    const [policy] = propertiesOf(template, 'AWS::SNS::TopicPolicy')
    expect(policy.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
      }),
    )
  })
})
