import type { Reason } from '../accepted.ts'

/** Survivors in what tells whether a request is genuine. */
export const acceptedInVerifier: readonly Reason[] = [
  {
    file: 'lambda/http/principal.ts',
    why: 'A scope is compared with its like alone, however it is written.',
    mutants: [
      [
        "principal.includes(':assumed-role/') ? principal.split('/').slice(0, 2).joi…",
        "literal: '/' → '' (2)",
      ],
    ],
  },
  {
    file: 'lambda/adapters/twilio/seal.ts',
    why: 'Text always has a first part; and a MAC that is missing fits as little as another word.',
    mutants: [
      ["const [expiry = '', mac = ''] = sealed.seal.split('.')", "literal: '' → 'mutant'"],
      ["const [expiry = '', mac = ''] = sealed.seal.split('.')", "literal: '' → 'mutant' (2)"],
    ],
  },
  {
    file: 'lambda/adapters/twilio/seal.ts',
    why: 'A MAC is plain letters, which are the same bytes in either encoding.',
    mutants: [
      ["fixed.write(given, 'latin1')", "literal: 'latin1' → ''"],
      [
        "const same = timingSafeEqual(fixed, Buffer.from(expected, 'latin1'))",
        "literal: 'latin1' → ''",
      ],
    ],
  },
  {
    file: 'lambda/adapters/twilio/request-verifier.ts',
    why: 'Neither text is the name of an account.',
    mutants: [
      [
        "const accountSid = parameters.find(([name]) => name === 'AccountSid')?.[1] …",
        "literal: '' → 'mutant'",
      ],
    ],
  },
  {
    file: 'lambda/adapters/twilio/request-verifier.ts',
    why: 'Neither text is shaped like a signature.',
    mutants: [["const { signature = '', parameters, sealed } = request", "literal: '' → 'mutant'"]],
  },
  {
    file: 'lambda/adapters/twilio/request-verifier.ts',
    why: 'Only a stranger is told apart, and the compiler refuses another word.',
    mutants: [
      [
        "const renewed = await credentials.doubt(isVouched(known) ? 'vouched' : 'str…",
        "literal: 'vouched' → ''",
      ],
    ],
  },
  {
    file: 'lambda/adapters/twilio/request-verifier.ts',
    why: 'A check that failed has no value, and every merchant has a check.',
    mutants: [
      [
        "return result?.status === 'fulfilled' && result.value",
        "part: result?.status === 'fulfilled'… → (result.value)",
      ],
      [
        "return result?.status === 'fulfilled' && result.value",
        'optional: result?.status → result.status',
      ],
    ],
  },
  {
    file: 'lambda/adapters/twilio/signature.ts',
    why: 'UTF-8 is what text is hashed as where nothing is said.',
    mutants: [[".update(url + joined(parameters), 'utf8')", "literal: 'utf8' → ''"]],
  },
  {
    file: 'lambda/adapters/twilio/signature.ts',
    why: 'The names are the keys of that very map, so that each has values.',
    mutants: [
      [
        '.flatMap((name) => [...(valuesByName.get(name) ?? [])].sort().map((value) =…',
        'part: valuesByName.get(name) ?? [] → (valuesByName.get(name))',
      ],
    ],
  },
]
