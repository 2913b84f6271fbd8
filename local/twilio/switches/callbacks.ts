import type { SwitchRow } from './row.ts'

/** What stands in a callback, and how it is delivered. */
export const callbackSwitches = {
  partialResultOnFinal: {
    topic: 1,
    question: 'Does the final callback of a field carry PartialResult?',
    values: ['false', 'absent'],
    effect:
      '`false` sends PartialResult=false, as documented; `absent` sends none, as demos expect.',
  },
  requiredNames: {
    topic: 2,
    question: 'Which names stand in Required?',
    values: ['kebab', 'pascal'],
    effect: '`kebab` sends capture values (expiration-date); `pascal` sends ExpirationDate.',
  },
  requiredOrder: {
    topic: 2,
    question: 'Where does the postal code stand in Required?',
    values: ['postal-code-last', 'postal-code-third'],
    effect:
      '`postal-code-third` puts it before the security code, the order in which `<Pay>` asks.',
  },
  requiredSeparator: {
    topic: 2,
    question: 'Are the names in Required separated by a comma alone?',
    values: ['comma', 'comma-space'],
    effect: '`comma-space` puts a space behind each comma, which some clients take off.',
  },
  completionFields: {
    topic: 3,
    question: 'Which fields does the last callback carry?',
    values: ['thin', 'common'],
    effect: '`thin` as seen in the field; `common` adds those that every callback is said to have.',
  },
  cardMask: {
    topic: 4,
    question: 'How is the card number masked?',
    values: ['plain', 'dashes'],
    effect: '`plain` sends xxxxxxxxxxxx1111; `dashes` groups it, as in xxxx-xxxxxx-x4001.',
  },
  securityCodeMask: {
    topic: 4,
    question: 'With which character is the security code masked?',
    values: ['x', 'stars'],
    effect: '`x` sends xxx; `stars` sends ***.',
  },
  cancelResult: {
    topic: 7,
    question: 'What does the callback of a cancelled session say?',
    values: ['transaction-cancelled', 'none'],
    effect: '`none` posts the callback without any Result.',
  },
  retryOverrides: {
    topic: 14,
    question:
      'Does the fragment of a StatusCallback (#rc=3&rp=5xx) change its timeouts and retries?',
    values: ['honoured', 'ignored'],
    effect: '`ignored` delivers payment callbacks with the defaults; voice webhooks keep theirs.',
  },
  signingToken: {
    topic: 16,
    question: 'With which Auth Token are requests to the application signed?',
    values: ['own', 'home'],
    effect:
      '`own` signs with authToken; `home` with homeAuthToken, as a home region or parent may have.',
  },
  callbackDates: {
    topic: 23,
    question: 'How are DateCreated and DateUpdated written in callbacks?',
    values: ['iso', 'rfc2822'],
    effect: '`iso` as seen, with milliseconds; `rfc2822` as in answers, with seconds only.',
  },
  paymentErrorEncoding: {
    topic: 23,
    question: 'How often is the text of PaymentError percent-encoded?',
    values: ['once', 'twice'],
    effect: '`twice` leaves `card%20is%20declined` after decoding, as a public sample undoes.',
  },
} as const satisfies Record<string, SwitchRow>
