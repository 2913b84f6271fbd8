import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parseConfig } from '../../../lib/config.ts'
import { temporaryDirectory } from '../stub-functions.ts'

const required = {
  twilioAccountSid: 'AC0123456789abcdef0123456789abcdef',
  twilioSecretName: 'ivr-payment-flow/twilio',
}

const berlin = { ...required, twilioRegion: 'ie1', paymentConnector: 'Braintree_EU' }

const parse = (context: Readonly<Record<string, unknown>>) =>
  parseConfig((name) => ({ ...required, ...context })[name])

const mistakesIn = (merchants: unknown): readonly string[] => {
  const parsed = parse({ merchants })
  return 'mistakes' in parsed ? parsed.mistakes : []
}

async function fileWith(text: string): Promise<string> {
  const directory = await temporaryDirectory('merchants')
  onTestFinished(directory.remove)
  const path = join(directory.path, 'merchants.json')
  writeFileSync(path, text)
  return path
}

describe('the merchants of a deployment', () => {
  const expected = { config: { merchants: { berlin, paris: required } } }

  test('come as JSON, as the path of a file, or as they are in cdk.json', async () => {
    const merchants = { berlin, paris: required }
    const text = JSON.stringify(merchants)

    expect(parse({ merchants: text })).toMatchObject(expected)
    expect(parse({ merchants: await fileWith(text) })).toMatchObject(expected)
    expect(parse({ merchants })).toMatchObject(expected)
  })

  test.each([
    '{"berlin"',
    '[]',
    '7',
    '',
    '/nowhere/merchants.json',
    '{"default":{}}',
    '{"Sesame":{}}',
  ])('are refused as a whole when they are %j', (merchants) => {
    const mistakes = mistakesIn(merchants)

    expect(mistakes).toEqual([
      'merchants is malformed. It must be further merchants by name (lower-case letters, digits ' +
        'and hyphens, not default), as JSON or as the path of a JSON file; give it as ' +
        '-c merchants=merchants.json.',
    ])
  })

  test('are refused when their file holds no JSON', async () => {
    expect(mistakesIn(await fileWith('berlin: yes'))).toHaveLength(1)
  })

  test('are refused with a sentence for each wrong member, and no value', () => {
    const mistakes = mistakesIn({
      berlin: { ...berlin, twilioRegion: 'sesame', paymentConnector: 'open sesame' },
      paris: { twilioSecretName: 'arn:aws:secretsmanager:eu-west-1:1:secret:sesame' },
      rome: { ...required, sesame: 'f00d' },
      oslo: 'sesame',
    })

    const whole =
      'It may have twilioAccountSid, twilioSecretName, twilioRegion, twilioApiBaseUrl, ' +
      'paymentConnector.'
    expect(mistakes).toEqual([
      'merchants.berlin.twilioRegion is malformed. It must be one of us1, ie1, au1.',
      'merchants.berlin.paymentConnector is malformed. It must be the unique name of a Pay ' +
        'Connector, without spaces.',
      'merchants.paris.twilioAccountSid is missing. It must be the SID of your Twilio account, ' +
        'AC and 32 hexadecimal digits.',
      'merchants.paris.twilioSecretName is malformed. It must be the name (not the ARN) of the ' +
        'secret in Secrets Manager that holds its credentials.',
      `merchants.rome is malformed. ${whole}`,
      `merchants.oslo is malformed. ${whole}`,
    ])
  })

  test('are refused beside other inputs', () => {
    const parsed = parse({ twilioRegion: 'eu1', merchants: { berlin: {} } })

    expect(parsed).toMatchObject({
      mistakes: [
        expect.stringContaining('twilioRegion is malformed. It must be one of us1, ie1, au1;'),
        expect.stringContaining('merchants.berlin.twilioAccountSid is missing.'),
        expect.stringContaining('merchants.berlin.twilioSecretName is missing.'),
      ],
    })
  })
})
