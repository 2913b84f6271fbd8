import type { Reason } from '../accepted.ts'

/** Survivors in how Twilio’s words become events. */
export const acceptedInCallbacks: readonly Reason[] = [
  {
    file: 'lambda/http/twilio/callback-parameters.ts',
    why: 'Neither what is missing nor another word is a field that Twilio captures.',
    mutants: [
      [
        "const field = parseTwilioCapture(parameters.get('Capture') ?? '')",
        "part: parameters.get('Capture') ?? '… → (parameters.get('Capture'))",
      ],
      [
        "const field = parseTwilioCapture(parameters.get('Capture') ?? '')",
        "literal: '' → 'mutant'",
      ],
      [
        "const required = (parameters.get('Required') ?? '').split(',').map((name) =…",
        "literal: '' → 'mutant'",
      ],
    ],
  },
  {
    file: 'lambda/http/twilio/callback-parameters.ts',
    why: 'Neither what is missing nor another word has a digit.',
    mutants: [
      [
        "const lastFour = /\\d{1,4}$/.exec(parameters.get('PaymentCardNumber') ?? '')…",
        "part: parameters.get('PaymentCardNum… → (parameters.get('PaymentCardNu…",
      ],
      [
        "const lastFour = /\\d{1,4}$/.exec(parameters.get('PaymentCardNumber') ?? '')…",
        "literal: '' → 'mutant'",
      ],
      [
        "const mask = /^[^\\d]{1,30}(\\d\\d)$/.exec(parameters.get('BankAccountNumber')…",
        "literal: '' → 'mutant'",
      ],
      [
        "const mask = /^[^\\d]{1,30}(\\d\\d)$/.exec(parameters.get('BankAccountNumber')…",
        "part: parameters.get('BankAccountNum… → (parameters.get('BankAccountNu…",
      ],
    ],
  },
  {
    file: 'lambda/http/twilio/callback-parameters.ts',
    why: 'A mask has its two digits; the other text is for the compiler.',
    mutants: [
      [
        "return mask === null ? null : { lastTwo: mask[1] ?? '', digits: mask[0].len…",
        "part: mask[1] ?? '' → (mask[1])",
      ],
      [
        "return mask === null ? null : { lastTwo: mask[1] ?? '', digits: mask[0].len…",
        "literal: '' → 'mutant'",
      ],
    ],
  },
  {
    file: 'lambda/http/twilio/callback-parameters.ts',
    why: 'No number has no digits, however it ends.',
    mutants: [
      ["const UNKNOWN_ACCOUNT: BankAccount = { lastTwo: '', digits: 0 }", "literal: '' → 'mutant'"],
    ],
  },
  {
    file: 'lambda/handlers/replay-callbacks.ts',
    why: 'A message of a FIFO queue always has a group; that it may not is in the types alone.',
    mutants: [
      [
        "group: attributes.MessageGroupId ?? '',",
        "part: attributes.MessageGroupId ?? '… → (attributes.MessageGroupId)",
      ],
      ["group: attributes.MessageGroupId ?? '',", "literal: '' → 'mutant'"],
    ],
  },
  {
    file: 'lambda/handlers/receive-callback.ts',
    why: 'Our seal was only ever put on ids of ours; what has none is refused in the next lines.',
    mutants: [
      [
        'if (sessionId === null) throw signatureRefused(world, route)',
        'condition: sessionId === null → false',
      ],
    ],
  },
  {
    file: 'lambda/handlers/receive-callback.ts',
    why: 'Neither what is missing nor another word is an id, or has a seal.',
    mutants: [
      [
        "const paymentSid = parsePaymentSid(parameters.get('Sid') ?? '')",
        "part: parameters.get('Sid') ?? '' → (parameters.get('Sid'))",
      ],
      ["const paymentSid = parsePaymentSid(parameters.get('Sid') ?? '')", "literal: '' → 'mutant'"],
      [
        "const part = (name: string) => pathParameters?.[name] ?? ''",
        "part: pathParameters?.[name] ?? '' → (pathParameters?.[name])",
      ],
      ["const part = (name: string) => pathParameters?.[name] ?? ''", "literal: '' → 'mutant'"],
    ],
  },
]
