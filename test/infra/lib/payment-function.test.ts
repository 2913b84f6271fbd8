import { describe, expect, test } from 'vitest'
import { environment } from '../../../lambda/env.ts'
import { functionNames } from '../../../lib/facts/function-names.ts'
import {
  accountSid,
  constructTemplate,
  functionIds,
  propertiesOf,
  stackTemplate,
} from '../synthesize.ts'

const template = stackTemplate()
const functions = template.findResources('AWS::Lambda::Function')

function propertiesOfFunction(name: string) {
  return functions[functionIds(template).get(name) ?? '']?.['Properties']
}

describe('the functions', () => {
  test('are one for each route, schedule and queue', () => {
    expect([...functionIds(template).keys()].sort()).toEqual([...functionNames].sort())
  })

  test.each(functionNames)('%s runs on Node 24 on arm64, from its own bundle', (name) => {
    expect(propertiesOfFunction(name)).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: 512,
    })
  })

  test('answer before those who wait give up', () => {
    // Twilio waits 15 s for an answer, an HTTP API 30 s, and a schedule comes back after 60 s.
    expect(propertiesOfFunction('receive-callback').Timeout).toBeLessThan(15)
    expect(propertiesOfFunction('complete-session').Timeout).toBeLessThan(30)
    expect(propertiesOfFunction('settle-due-sessions').Timeout).toBeLessThan(60)
  })

  test('have every variable that the code reads, and no other', () => {
    for (const { Environment } of propertiesOf(template, 'AWS::Lambda::Function')) {
      expect(Object.keys(Environment.Variables).sort()).toEqual(Object.keys(environment).sort())
    }
  })

  test('know where the secret is, and not what it holds', () => {
    const { Variables } = propertiesOfFunction('take-turn').Environment

    expect(JSON.stringify(Variables.TWILIO_SECRET)).toContain(':secret:ivr/twilio')
    expect(JSON.stringify(template.toJSON())).not.toContain('{{resolve:secretsmanager')
  })

  test('have the defaults that a deployment does not name', () => {
    expect(propertiesOfFunction('take-turn').Environment.Variables).toMatchObject({
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_API_BASE_URL: 'https://api.twilio.com',
      PAYMENT_CONNECTOR: 'Default',
      PROMPT_DELIVERY: 'push',
      LOOK_UP_FUNCTION: 'none',
      PUBLIC_BASE_URL: { 'Fn::GetAtt': [expect.stringContaining('Api'), 'ApiEndpoint'] },
    })
  })

  test('have what a deployment names', () => {
    const named = stackTemplate({
      paymentConnector: 'Stripe_USD',
      promptDelivery: 'poll',
      publicBaseUrl: 'https://pay.example.com',
      twilioApiBaseUrl: 'https://api.dublin.ie1.twilio.com',
      lookUpFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:look-up',
    })

    for (const { Environment } of propertiesOf(named, 'AWS::Lambda::Function')) {
      expect(Environment.Variables).toMatchObject({
        TWILIO_API_BASE_URL: 'https://api.dublin.ie1.twilio.com',
        PAYMENT_CONNECTOR: 'Stripe_USD',
        PROMPT_DELIVERY: 'poll',
        LOOK_UP_FUNCTION: 'arn:aws:lambda:eu-west-1:111122223333:function:look-up',
        PUBLIC_BASE_URL: 'https://pay.example.com',
      })
    }
  })

  test('are not traced, since a trace of an HTTP client may hold what must not be kept', () => {
    for (const properties of propertiesOf(template, 'AWS::Lambda::Function')) {
      expect(properties).not.toHaveProperty('TracingConfig')
    }
  })
})

describe('the logs', () => {
  test('of every function and of the API are kept for a year', () => {
    const groups = propertiesOf(template, 'AWS::Logs::LogGroup')

    expect(groups).toHaveLength(functionNames.length + 1)
    for (const group of groups) expect(group.RetentionInDays).toBe(365)
    for (const { LoggingConfig } of propertiesOf(template, 'AWS::Lambda::Function')) {
      expect(LoggingConfig.LogGroup.Ref).toBeDefined()
    }
  })

  test('are kept for as long as asked', () => {
    const groups = propertiesOf(
      constructTemplate(() => ({ logRetention: 30 })),
      'AWS::Logs::LogGroup',
    )

    expect(new Set(groups.map((group) => group.RetentionInDays))).toEqual(new Set([30]))
  })
})

describe('the schedule', () => {
  test('settles due sessions every minute and does not retry a run that failed', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [
        {
          Arn: { 'Fn::GetAtt': [functionIds(template).get('settle-due-sessions'), 'Arn'] },
          RetryPolicy: { MaximumRetryAttempts: 0 },
        },
      ],
    })
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 0 })
  })
})
