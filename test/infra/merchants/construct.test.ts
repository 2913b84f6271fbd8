import { App, Stack, Token } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { describe, expect, test } from 'vitest'
import { readEnv } from '../../../lambda/env.ts'
import { tableAccess } from '../../../lambda/routes.ts'
import { IvrPaymentFlow } from '../../../lib/construct/ivr-payment-flow.ts'
import type { MerchantProps } from '../../../lib/construct/merchant-props.ts'
import { keysOf } from '../../../lib/keys-of.ts'
import { checkSecurity } from '../../../lib/security-checks.ts'
import { IvrPaymentFlowStack } from '../../../lib/stack.ts'
import {
  accountSid,
  anApp,
  constructTemplate,
  exampleConfig,
  exampleProps,
  functionIds,
  functionsDirectory,
  stackTemplate,
} from '../synthesize.ts'

const berlinSid = `AC${'b'.repeat(32)}`

const merchants = {
  berlin: {
    twilioAccountSid: berlinSid,
    twilioSecretName: 'ivr/berlin',
    twilioRegion: 'ie1',
    paymentConnector: 'Braintree_EU',
  },
  shoes: { twilioAccountSid: accountSid, twilioSecretName: 'ivr/twilio' },
} as const

const template = stackTemplate({ merchants, twilioRegion: 'au1' })

const propertiesOf = (name: string) =>
  template.findResources('AWS::Lambda::Function')[functionIds(template).get(name) ?? '']?.[
    'Properties'
  ]

/** As AWS fills it in. */
function joined(value: string | { 'Fn::Join': [string, unknown[]] }): string {
  if (typeof value === 'string') return value
  return value['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'aws')).join('')
}

test('every function is told of all merchants, and takes what it is told', () => {
  for (const name of keysOf(tableAccess)) {
    const { Variables } = propertiesOf(name).Environment
    const env = readEnv({
      SESSIONS_TABLE: 'sessions',
      KEYS_TABLE: 'keys',
      PUBLIC_BASE_URL: 'https://pay.example.com',
      TOKEN_KEY_ID: 'alias/tokens',
      CALLBACK_QUEUE_URL: 'https://sqs.example.com/1/callbacks.fifo',
      OUTCOME_QUEUE_URL: 'https://sqs.example.com/1/outcomes.fifo',
      TWILIO_ACCOUNT_SID: Variables.TWILIO_ACCOUNT_SID,
      TWILIO_SECRET: joined(Variables.TWILIO_SECRET),
      TWILIO_REGION: Variables.TWILIO_REGION,
      TWILIO_API_BASE_URL: Variables.TWILIO_API_BASE_URL,
      MERCHANTS: joined(Variables.MERCHANTS),
    })

    expect(env).toMatchObject({
      TWILIO_REGION: 'au1',
      TWILIO_API_BASE_URL: 'https://api.sydney.au1.twilio.com',
      MERCHANTS: {
        berlin: {
          accountSid: berlinSid,
          secret: 'arn:aws:secretsmanager:aws:aws:secret:ivr/berlin',
          region: 'ie1',
          paymentConnector: 'Braintree_EU',
        },
        shoes: { accountSid, region: 'us1', paymentConnector: 'Default' },
      },
    })
  }
})

test('a lone merchant leaves the list empty', () => {
  const variables = stackTemplate().findResources('AWS::Lambda::Function')

  for (const { Properties } of Object.values(variables)) {
    expect(Properties.Environment.Variables).toMatchObject({
      MERCHANTS: '{}',
      TWILIO_REGION: 'us1',
    })
  }
})

test('the secret of each merchant is read by the functions that read the first one', () => {
  const policies = Object.values(template.findResources('AWS::IAM::Policy')).map((policy) =>
    JSON.stringify(policy['Properties'].PolicyDocument),
  )
  const readers = (secret: string) =>
    policies.filter((text) => text.includes(`:secret:${secret}-??????`)).length
  const expected = Object.values(tableAccess).filter((access) => access === 'write').length

  expect([readers('ivr/twilio'), readers('ivr/berlin')]).toEqual([expected, expected])
})

test('the security checks find nothing in a stack with merchants', () => {
  const app = anApp({ validate: true })
  const config = { ...exampleConfig, merchants }
  new IvrPaymentFlowStack(app, 'Stack', { config, functionsDirectory })
  checkSecurity(app)

  expect(() => app.synth()).not.toThrow()
})

describe('the construct', () => {
  const withMerchants = (given: (stack: Stack) => Readonly<Record<string, MerchantProps>>) => () =>
    constructTemplate((stack) => ({ merchants: given(stack) }))

  const aMerchant = (stack: Stack, more: Partial<MerchantProps> = {}): MerchantProps => ({
    twilioAccountSid: berlinSid,
    twilioSecret: Secret.fromSecretNameV2(stack, `S${stack.node.children.length}`, 'ivr/berlin'),
    ...more,
  })

  test.each([
    ['Berlin', {}, 'MERCHANTS'],
    ['default', {}, 'MERCHANTS'],
    ['berlin', { twilioAccountSid: 'SK1' }, 'MERCHANTS.berlin.accountSid'],
    ['berlin', { twilioApiBaseUrl: 'twilio.com' }, 'MERCHANTS.berlin.apiBaseUrl'],
    ['berlin', { paymentConnector: '' }, 'MERCHANTS.berlin.paymentConnector'],
  ])('refuses the merchant %s with %o', (name, more, where) => {
    const synthesize = withMerchants((stack) => ({ [name]: aMerchant(stack, more) }))

    expect(synthesize).toThrow(
      `The functions of IvrPaymentFlow would not start, because of ${where}.`,
    )
  })

  test('takes a merchant of whom AWS fills in the account at deploy time', () => {
    const twilioAccountSid = Token.asString({ Ref: 'Sid' })
    const late = withMerchants((stack) => ({ berlin: aMerchant(stack, { twilioAccountSid }) }))

    expect(late).not.toThrow()
  })

  const many = (count: number) => (stack: Stack) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`shop-${n}`, aMerchant(stack)]))

  test('takes a dozen merchants', () => {
    expect(withMerchants(many(12))).not.toThrow()
  })

  test('refuses more merchants than fit into what Lambda allows, before AWS does', () => {
    expect(withMerchants(many(40))).toThrow(
      /^The variables of IvrPaymentFlow's functions take about \d{4} bytes, .* allows 4096 /,
    )
  })

  test('counts a secret of the same app at its full length', () => {
    const stack = new Stack(new App(), 'Own')
    const secretsOf = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, n) => {
          const { secretArn } = new Secret(stack, `Secret${n}`)
          const twilioSecret = Secret.fromSecretPartialArn(stack, `Own${n}`, secretArn)
          return [`shop-${n}`, { twilioAccountSid: berlinSid, twilioSecret }]
        }),
      )

    expect(() => {
      new IvrPaymentFlow(stack, 'Pay', { ...exampleProps(stack), merchants: secretsOf(20) })
    }).toThrow('Lambda allows 4096')
  })
})
