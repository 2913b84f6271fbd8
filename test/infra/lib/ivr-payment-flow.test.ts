import { Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { describe, expect, test } from 'vitest'
import { IvrPaymentFlow } from '../../../lib/construct/ivr-payment-flow.ts'
import { functionNames } from '../../../lib/facts/function-names.ts'
import { anApp, exampleProps } from '../synthesize.ts'

describe('the construct', () => {
  test('can be used twice in one stack', () => {
    const stack = new Stack(anApp(), 'Foreign')
    new IvrPaymentFlow(stack, 'Shop', exampleProps(stack, 'ShopSecret'))
    new IvrPaymentFlow(stack, 'Rent', exampleProps(stack, 'RentSecret'))

    const template = Template.fromStack(stack)

    template.resourceCountIs('AWS::Lambda::Function', functionNames.length * 2)
    template.resourceCountIs('AWS::DynamoDB::Table', 4)
    template.resourceCountIs('AWS::ApiGatewayV2::Api', 2)
  })

  test('gives no resource a name of its own, which could be taken', () => {
    const stack = new Stack(anApp(), 'Foreign')
    new IvrPaymentFlow(stack, 'Pay', exampleProps(stack))

    const text = JSON.stringify(Template.fromStack(stack).toJSON())

    expect(text).not.toMatch(/"(TableName|FunctionName|LogGroupName|RoleName|AlarmName)":"/)
  })

  test('lets a role of its host use the routes of clients, and no other', () => {
    const stack = new Stack(anApp(), 'Foreign')
    const flow = new IvrPaymentFlow(stack, 'Pay', exampleProps(stack))
    const role = new Role(stack, 'Agent', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') })

    flow.grantClient(role)

    const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy')
    const granted = Object.entries(policies).filter(([id]) => id.startsWith('Agent'))
    const text = JSON.stringify(granted)
    expect(text).toContain('execute-api:Invoke')
    expect(text).toContain('/POST/sessions')
    expect(text).not.toContain('/voice')
    expect(text).not.toContain('/callbacks')
  })

  test.each([
    [{ publicBaseUrl: 'https://pay.example.com/' }, 'PUBLIC_BASE_URL'],
    [{ twilioAccountSid: 'SK0123456789abcdef0123456789abcdef' }, 'TWILIO_ACCOUNT_SID'],
  ])('refuses %o, with which no function would start', (props, variable) => {
    const stack = new Stack(anApp(), 'Foreign')

    expect(() => new IvrPaymentFlow(stack, 'Pay', { ...exampleProps(stack), ...props })).toThrow(
      `The functions of IvrPaymentFlow would not start, because of ${variable}.`,
    )
  })

  test('says what is missing when the bundles were not built', () => {
    const stack = new Stack(anApp(), 'Foreign')
    const props = { ...exampleProps(stack), functionsDirectory: '/nowhere' }

    expect(() => new IvrPaymentFlow(stack, 'Pay', props)).toThrow(
      'The bundle of the function start-session is not in /nowhere/start-session. ' +
        'Run `npm run build` in ivr-payment-flow, or set functionsDirectory to where the ' +
        'bundles are.',
    )
  })
})
