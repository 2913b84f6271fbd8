import fc from 'fast-check'
import { aCallSid } from '../a-session.ts'
import { oddJson, strangeName } from './odd.ts'

/** A member of a body: its name, and its value as JSON text. */
export type Member = readonly [name: string, json: string]

const written = <T>(values: readonly T[]) =>
  fc.constantFrom(...values).map((value) => JSON.stringify(value))

const hex = 'abcdef0123456789abcdef0123456789'

/** What is right, and what is nearly right, for each member. Restated here by hand. */
export const nearMisses: Readonly<Record<string, readonly unknown[]>> = {
  mode: ['Assisted', 'guided ', 'auto', 'constructor'],
  callSid: [`CA${hex}0`, `CA${hex.slice(1)}`, `ca${hex}`, `PK${hex}`, `CA${hex.slice(1)}g`],
  amount: [
    '0',
    '0.00',
    '42.505',
    '1000000',
    '999999.999',
    '042',
    '42.',
    '+42',
    '4.2e1',
    42.5,
    '４２',
  ],
  currency: ['usd', 'US', 'USDT', 'XXX', 'XAU', 'UЅD', 840, 'toString'],
  reference: [
    '',
    ' A',
    '-A',
    'A'.repeat(65),
    'A\u0000',
    'A<',
    '4111111111111111',
    '7 4111111111111111',
  ],
  description: [
    '',
    'A'.repeat(101),
    'A*B',
    'A\tB',
    '４１１１１１１１１１１１１１１１',
    '4111.1111.1111.1111',
  ],
  language: ['en', 'en-us', 'EN-US', 'en_US'],
  returnUrl: [
    'ftp://a.b',
    '//a.b',
    'https://',
    'https://a b',
    'https://a.b/\u0001',
    'HTTPS:/a',
    `https://a.b/?${'a&'.repeat(450)}`,
    `https://a.b/${'ü'.repeat(900)}`,
  ],
  securityCode: ['True', 'no', 0, 1, ''],
  postalCode: ['False', 'yes', 0, 1, ''],
  requireMatchingInputs: [
    '',
    [],
    'postal-code,postal-code',
    'postal-code; security-code',
    ['bank-account-number'],
    'payment-card-number-matcher',
    'toString',
    [['postal-code']],
  ],
  paymentConnector: ['', 'a/b', 'ü', 'x'.repeat(65), '4111111111111111'],
  merchant: ['Default', 'default ', 'constructor', ''],
  paymentMethod: ['Credit-Card', 'ach', 'ach-debit ', 'card'],
  bankAccountType: ['commercial-savings', 'checking', 'Consumer-checking'],
  tokenType: ['onetime', 'One-Time', 'payment-Method'],
  input: ['DTMF', 'speech', 'dtmf speech'],
  timeout: [0, 601, '0', '601', 1.5, '5s', '05', '５', true, -0],
  minPostalCodeLength: [0, 11, '0', '11', '٥', 5.5],
  validCardTypes: ['', 'Visa', 'visa,amex', 'visa  amex', ' visa', 'visa visa', ['visa']],
  parameter: [
    '{}',
    '[]',
    {},
    { a: {} },
    { a: null },
    { 'a b': 1 },
    { AVSName: '' },
    { AVSName: 7 },
    '{"a":9007199254740993}',
    { a: 4_111_111_111_111_111 },
    { a: '4111\n1111\n1111\n1111' },
    { a: 'x'.repeat(101) },
    "{'a':'b'}",
  ],
  confirmation: ['TRUE', 'yes', 0, 1, ''],
}

export const memberNames: readonly string[] = Object.keys(nearMisses)

const bankAccountTypes = ['consumer-checking', 'consumer-savings', 'commercial-checking']

const flags = [true, false, 'true', 'false']

/** What any payment may have. */
const always = {
  mode: written(['assisted', 'guided']),
  callSid: written([aCallSid(1), aCallSid(2), `CA${hex}`]),
  reference: written(['INV-1001', 'Ünïcode 漢字', '4', '2026-11-23', '٤٢', 'A'.repeat(64)]),
}

const maybe = {
  description: written(['Rent, May & June', 'A', "Joe's (#1)"]),
  language: written(['en-US']),
  returnUrl: written([
    'https://ivr.example.com/next?a=1&b=2',
    'http://a.b/ü',
    'https://a.b/#c',
    `https://a.b/?${'&a=1'.repeat(200)}`,
  ]),
  paymentConnector: written(['Default', 'My Connector-2.0']),
  merchant: written(['default']),
  input: written(['dtmf']),
  timeout: written([1, 20, 600, '8']),
  parameter: written([
    { AVSName: 'A. Holder' },
    '{"AVSName":"A","n":1,"b":false}',
    { AVSName: 'Ü' },
  ]),
  confirmation: written(flags),
}

const money = fc
  .constantFrom(
    ['0.01', 'USD'],
    ['42.50', 'USD'],
    ['42.5', 'EUR'],
    ['999999.99', 'GBP'],
    ['999999', 'JPY'],
    ['1', 'KRW'],
    ['0.001', 'KWD'],
    ['999999.999', 'BHD'],
    ['7', 'ISK'],
    ['500', 'HUF'],
  )
  .map(([amount, currency]) => ({
    amount: JSON.stringify(amount),
    currency: JSON.stringify(currency),
  }))

const token = fc.record({ tokenType: written(['one-time', 'reusable', 'payment-method']) })

const card = fc.record(
  {
    paymentMethod: written(['credit-card']),
    securityCode: written([true, 'true']),
    postalCode: written([true, 'true']),
    minPostalCodeLength: written([1, 5, '10']),
    validCardTypes: written(['visa', 'visa mastercard amex', 'diners-club optima enroute']),
    requireMatchingInputs: written([
      'postal-code',
      ['payment-card-number', 'security-code'],
      'expiration-date,payment-card-number',
    ]),
  },
  { requiredKeys: [] },
)

const bareCard = fc.record({ securityCode: written([false]), postalCode: written(['false']) })

const bank = fc.record(
  {
    paymentMethod: written(['ach-debit']),
    parameter: written([{ AVSName: 'A. Holder' }]),
    bankAccountType: written(bankAccountTypes),
  },
  { requiredKeys: ['paymentMethod', 'parameter'] },
)

/** A start as the documentation wants it, its members in any order. */
export const rightMembers: fc.Arbitrary<readonly Member[]> = fc
  .tuple(
    fc.record(always),
    fc.record(maybe, { requiredKeys: [] }),
    fc.oneof(money, token),
    fc.oneof(card, bareCard, bank),
  )
  .map((parts): Record<string, string> => Object.assign({}, ...parts))
  .chain((members) => inAnyOrder(Object.entries(members)))

/** Each right by itself, and some not beside each other. */
const mixedMembers = fc
  .tuple(
    fc.record(always),
    fc.record(maybe, { requiredKeys: [] }),
    fc.oneof(money, money, token, fc.constant({})),
    fc.option(fc.oneof(token, fc.record({ bankAccountType: written(bankAccountTypes) }))),
    fc.subarray([card, bareCard, bank]).chain((parts) => fc.tuple(...parts)),
  )
  .map(
    ([first, more, price, also, parts]): Record<string, string> =>
      Object.assign({}, first, more, price, also, ...parts),
  )
  .map((members): readonly Member[] => Object.entries(members))

export const inAnyOrder = (members: readonly Member[]): fc.Arbitrary<readonly Member[]> =>
  fc.shuffledSubarray([...members], { minLength: members.length })

const wrongValue = (name: string) =>
  fc.oneof(written(nearMisses[name] ?? ['']), written(nearMisses[name] ?? ['']), oddJson)

/** One member more, or one that takes the place of another, as JSON allows. */
const wrongMember = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...memberNames).chain(asWrong) },
  { weight: 1, arbitrary: fc.tuple(strangeName, oddJson) },
)

function asWrong(name: string): fc.Arbitrary<Member> {
  return fc.tuple(fc.constant(name), wrongValue(name))
}

/** Right but for one to three members that are wrong, strange or not there. */
const spoiltMembers = fc
  .tuple(rightMembers, fc.array(wrongMember, { minLength: 1, maxLength: 2 }), fc.nat(30))
  .map(([right, wrong, left]) => {
    const names = wrong.map(([name]) => name)
    return [...right.filter(([name], place) => place !== left && !names.includes(name)), ...wrong]
  })

/** Any members with anything in them. */
const wildMembers = fc.array(wrongMember, { maxLength: 24 })

export const anyMembers: fc.Arbitrary<readonly Member[]> = fc.oneof(
  { weight: 3, arbitrary: rightMembers },
  { weight: 3, arbitrary: mixedMembers },
  { weight: 5, arbitrary: spoiltMembers },
  { weight: 1, arbitrary: wildMembers },
)

export const bodyOf = (members: readonly Member[]): string =>
  `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`

/** The same member as the query of a URL says it: text as it is, all else as it is written. */
export function queryOf(members: readonly Member[]): Record<string, string> {
  const texts = members.map(([name, json]): [string, string] => {
    const value: unknown = JSON.parse(json)
    if (Array.isArray(value)) return [name, value.join(',')]
    return [name, typeof value === 'string' ? value : json]
  })
  return Object.fromEntries(texts)
}
