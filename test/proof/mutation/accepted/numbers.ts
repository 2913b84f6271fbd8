import type { Reason } from '../accepted.ts'

/** Numbers that may be others, and nobody would notice. */
export const acceptedNumbers: readonly Reason[] = [
  {
    file: 'lambda/domain/guide/prompt.ts',
    why: 'With one try behind, as with none, the next is not the last.',
    mutants: [
      [
        'const tries = entriesOf(field).map((entry) => session.rejections[entry] ?? …',
        'number: 0 → 1',
      ],
    ],
  },
  {
    file: 'lambda/domain/machine/ended/telling.ts',
    why: 'What is told has been counted, up to the first of all at least.',
    mutants: [['const counted = Math.max(untold.counted ?? 0, told.counted)', 'number: 0 → 1']],
  },
  {
    file: 'lambda/domain/session/outcome.ts',
    why: 'There is never none of what is untold; the other way is for the compiler.',
    mutants: [
      [
        'before.outcomes.at(-1)?.number === after.outcomes.at(-1)?.number',
        'optional: after.outcomes.at(-1)?.number → after.outcomes.at(-1).number',
      ],
      [
        'before.outcomes.at(-1)?.number === after.outcomes.at(-1)?.number',
        'optional: before.outcomes.at(-1)?.number → before.outcomes.at(-1).number',
      ],
    ],
  },
  {
    file: 'lambda/domain/payment/create-options.ts',
    why: 'What is compared is below or above, by however much.',
    mutants: [
      [
        'return JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b …',
        'number: 1 → 2',
      ],
      [
        'return JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b …',
        'number: 1 → 2 (2)',
      ],
    ],
  },
  {
    file: 'lambda/use-cases/engine/announce.ts',
    why: 'In a millisecond nothing is said either.',
    mutants: [['if (remainingMs() <= 0) return', 'number: 0 → 1']],
  },
  {
    file: 'lambda/use-cases/start-session.ts',
    why: 'What is offered again is another card, after a charge, which is never the first step.',
    mutants: [
      [
        "if (session.state.status !== 'offered' || session.step > 0) return replay",
        'number: 0 → 1',
      ],
    ],
  },
  {
    file: 'lambda/adapters/twilio/credentials.ts',
    why: 'What Twilio gives has 32 characters, never one; what matters is that none is empty.',
    mutants: [
      ['authToken: v.pipe(v.string(), v.minLength(1)),', 'number: 1 → 2'],
      ['secondaryAuthToken: v.optional(v.pipe(v.string(), v.minLength(1))),', 'number: 1 → 2'],
    ],
  },
  {
    file: 'lambda/adapters/twilio/credentials.ts',
    why: 'It stands for long ago, and a millisecond after it is as long ago.',
    mutants: [['currentSince: 0,', 'number: 0 → 1']],
  },
  {
    file: 'lambda/adapters/system/secret.ts',
    why: 'Only who waits in earnest for a Secrets Manager that hangs notices how long that takes.',
    mutants: [
      ['const REQUEST_TIMEOUT_MS = 1_500', 'number: 1_500 → 3000'],
      ['const TRIES_MAX = 2', 'number: 2 → 4'],
    ],
  },
  {
    file: 'lambda/http/twilio/callback-parameters.ts',
    why: 'No token is a single digit, which alone could be the echo of such an account.',
    mutants: [["const UNKNOWN_ACCOUNT: BankAccount = { lastTwo: '', digits: 0 }", 'number: 0 → 1']],
  },
]
