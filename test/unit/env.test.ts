import { describe, expect, test } from 'vitest'
import { compose } from '../../lambda/compose.ts'
import { readEnv } from '../../lambda/env.ts'

const accountSid = `AC${'1'.repeat(32)}`

const least = {
  SESSIONS_TABLE: 'sessions',
  KEYS_TABLE: 'keys',
  TOKEN_KEY_ID: 'alias/tokens',
  CALLBACK_QUEUE_URL: 'https://sqs.example.com/1/callbacks.fifo',
  OUTCOME_QUEUE_URL: 'https://sqs.example.com/1/outcomes.fifo',
  PUBLIC_BASE_URL: 'https://pay.example.com',
  TWILIO_ACCOUNT_SID: accountSid,
  TWILIO_SECRET: 'twilio',
}

const berlin = { accountSid: `AC${'b'.repeat(32)}`, secret: 'twilio/berlin' }

const withMerchants = (merchants: unknown) =>
  readEnv({ ...least, MERCHANTS: JSON.stringify(merchants) })

function complaintOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    return String(error)
  }
  throw new Error('The environment was taken.')
}

describe('the environment', () => {
  test('describes one merchant, in us1, unless it says more', () => {
    expect(readEnv(least)).toEqual({
      ...least,
      TWILIO_REGION: 'us1',
      TWILIO_API_BASE_URL: undefined,
      PAYMENT_CONNECTOR: 'Default',
      LOOK_UP_FUNCTION: 'none',
      PROMPT_DELIVERY: 'push',
      MERCHANTS: {},
    })
  })

  test('can describe more, each with the defaults of the first', () => {
    const paris = {
      ...berlin,
      region: 'ie1',
      apiBaseUrl: 'http://127.0.0.1:1',
      paymentConnector: 'P',
    }

    expect(withMerchants({ berlin, paris }).MERCHANTS).toEqual({
      berlin: { ...berlin, region: 'us1', apiBaseUrl: undefined, paymentConnector: 'Default' },
      paris,
    })
  })

  test('makes every merchant known, the first as default', () => {
    const connectorsIn = (env: ReturnType<typeof readEnv>) =>
      Object.fromEntries(
        [...compose(env).world.merchants].map(([name, merchant]) => [name, merchant]),
      )

    const merchants = connectorsIn(
      withMerchants({ berlin: { ...berlin, region: 'ie1' }, sydney: { ...berlin, region: 'au1' } }),
    )

    expect(merchants).toMatchObject({
      default: { accountSid, apiBaseUrl: 'https://api.twilio.com' },
      berlin: { secret: 'twilio/berlin', apiBaseUrl: 'https://api.dublin.ie1.twilio.com' },
      sydney: { apiBaseUrl: 'https://api.sydney.au1.twilio.com', paymentConnector: 'Default' },
    })
    const simulated = { ...least, TWILIO_REGION: 'au1', TWILIO_API_BASE_URL: 'http://127.0.0.1:1' }
    expect(connectorsIn(readEnv(simulated))).toMatchObject({
      default: { apiBaseUrl: 'http://127.0.0.1:1' },
    })
  })
})

describe('an environment with a mistake names it, and no value', () => {
  test.each([
    ['accountSid', 'SK-sesame'],
    ['accountSid', undefined],
    ['secret', ''],
    ['secret', { authToken: 'sesame' }],
    ['region', 'sesame'],
    ['apiBaseUrl', 'sesame.example.com'],
    ['paymentConnector', ''],
    ['paymentConnector', 7],
    ['authToken', 'sesame'],
  ])('in the %s of a merchant: %j', (field, value) => {
    const complaint = complaintOf(() => withMerchants({ berlin: { ...berlin, [field]: value } }))

    expect(complaint).toContain(`MERCHANTS.berlin.${field} must `)
    expect(complaint).not.toContain('sesame')
  })

  test('in several merchants at once', () => {
    const complaint = complaintOf(() =>
      withMerchants({ berlin: { ...berlin, region: 'eu' }, paris: {} }),
    )

    for (const where of ['berlin.region', 'paris.accountSid', 'paris.secret']) {
      expect(complaint).toContain(`MERCHANTS.${where} must `)
    }
  })

  test.each([
    '{"berlin": sesame}',
    '',
    '[]',
    '["sesame"]',
    'null',
    '"sesame"',
    '{"default":{}}',
    '{"Sesame":{}}',
    '{"1sesame":{}}',
    `{"${'s'.repeat(33)}":{}}`,
    '{"constructor":{}}',
    '{"__proto__":{}}',
  ])('in the whole of the merchants: %s', (MERCHANTS) => {
    const complaint = complaintOf(() => readEnv({ ...least, MERCHANTS }))

    expect(complaint).toContain('MERCHANTS must be a JSON object of merchants')
    expect(complaint).not.toMatch(/sesame/i)
  })

  test('in a merchant that is no object', () => {
    const complaint = complaintOf(() => withMerchants({ berlin: 'sesame' }))

    expect(complaint).toContain('MERCHANTS.berlin must be an object')
    expect(complaint).not.toContain('sesame')
  })

  test.each([
    ['TWILIO_REGION', 'eu1'],
    ['TWILIO_API_BASE_URL', 'api.twilio.com'],
    ['TWILIO_ACCOUNT_SID', 'AC1'],
    ['TWILIO_SECRET', undefined],
    ['CALLBACK_QUEUE_URL', 'callbacks.fifo'],
  ])('in %s', (name, value) => {
    const complaint = complaintOf(() => readEnv({ ...least, [name]: value }))

    expect(complaint).toContain(`${name} must be `)
    if (value !== undefined) expect(complaint).not.toContain(`"${value}"`)
  })
})
