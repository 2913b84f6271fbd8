import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../../lib/config.ts'

const required = {
  twilioAccountSid: 'AC0123456789abcdef0123456789abcdef',
  twilioSecretName: 'ivr-payment-flow/twilio',
}

function parse(context: Readonly<Record<string, unknown>>) {
  return parseConfig((name) => context[name])
}

describe('the inputs of a deployment', () => {
  test('are three, of which one has a default', () => {
    expect(parse(required)).toEqual({ config: { ...required, paymentConnector: 'Default' } })
  })

  test('can say more', () => {
    const more = {
      paymentConnector: 'Stripe_USD',
      promptDelivery: 'poll',
      publicBaseUrl: 'https://pay.example.com',
      twilioApiBaseUrl: 'http://127.0.0.1:3001',
      alarmEmail: 'ops@example.com',
      lookUpFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:look-up:live',
    }

    const parsed = parse({
      ...required,
      ...more,
      allowedOrigins: 'https://a.example, https://b.example:8443',
    })

    expect(parsed).toEqual({
      config: {
        ...required,
        ...more,
        allowedOrigins: ['https://a.example', 'https://b.example:8443'],
      },
    })
  })

  test('that are missing are all named, each with what it must be and how to give it', () => {
    expect(parse({})).toEqual({
      mistakes: [
        'twilioAccountSid is missing. It must be the SID of your Twilio account, AC and 32 ' +
          'hexadecimal digits; give it as ' +
          '-c twilioAccountSid=AC0123456789abcdef0123456789abcdef.',
        'twilioSecretName is missing. It must be the name (not the ARN) of the secret in Secrets ' +
          'Manager that holds its credentials; give it as ' +
          '-c twilioSecretName=ivr-payment-flow/twilio.',
      ],
    })
  })

  test.each([
    ['twilioAccountSid', 'SK0123456789abcdef0123456789abcdef'],
    ['twilioSecretName', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:twilio-AbCdEf'],
    ['twilioSecretName', ''],
    ['paymentConnector', 'two words'],
    ['promptDelivery', 'shout'],
    ['publicBaseUrl', 'https://pay.example.com/'],
    ['publicBaseUrl', 'http://pay.example.com'],
    ['allowedOrigins', 'https://desk.example.com/path'],
    ['allowedOrigins', 'desk.example.com'],
    ['twilioApiBaseUrl', 'api.twilio.com'],
    ['alarmEmail', 'ops'],
    ['lookUpFunctionArn', 'look-up'],
    ['lookUpFunctionArn', 'arn:aws:lambda:eu-west-1:111122223333:layer:look-up'],
  ])('that are malformed are named without showing them: %s = %s', (name, value) => {
    const parsed = parse({ ...required, [name]: value })

    expect(parsed).toEqual({
      mistakes: [expect.stringMatching(`^${name} is malformed\\. It must be .*-c ${name}=`)],
    })
    if (value !== '') expect(JSON.stringify(parsed)).not.toContain(`"${value}"`)
  })
})
