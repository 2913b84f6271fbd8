import type { Reason } from '../accepted.ts'

/** Survivors in the session’s own rules. */
export const acceptedInDomain: readonly Reason[] = [
  {
    file: 'lambda/domain/guide/prompt.ts',
    why: 'A second entry that there is not was never rejected.',
    mutants: [
      [
        'return second === undefined ? [field] : [field, second]',
        'choice: second === undefined ? [field]… → ([field, second])',
      ],
    ],
  },
  {
    file: 'lambda/domain/machine/answers.ts',
    why: 'An answer is heard only while its command is pending, so that there is one to look at.',
    mutants: [
      [
        'const isOnlySend = event.sure && !session.pending?.uncertain',
        'optional: session.pending?.uncertain → session.pending.uncertain',
      ],
      [
        'session.pending?.uncertain',
        'optional: session.pending?.uncertain → session.pending.uncertain',
      ],
    ],
  },
  {
    file: 'lambda/domain/machine/opening.ts',
    why: 'For the compiler: of what has ended, only what has failed has a reason.',
    mutants: [
      [
        "state.status === 'failed' && state.reason === 'caller-hung-up'",
        "part: state.status === 'failed' && s… → (state.reason === 'caller-hung…",
      ],
    ],
  },
  {
    file: 'lambda/domain/machine/collecting.ts',
    why: 'A second entry that there is not is in no list of fields.',
    mutants: [
      [
        'return second !== undefined && terms.fields.includes(second)',
        'part: second !== undefined && terms.… → (terms.fields.includes(second)…',
      ],
    ],
  },
  {
    file: 'lambda/domain/machine/decide.ts',
    why: 'Only what is owed is answered, and a session that is capturing owes nothing but its capture.',
    mutants: [
      [
        "state.status === 'capturing' && state.captureStep === step",
        "part: state.status === 'capturing' &… → (state.captureStep === step)",
      ],
      [
        "state.status === 'capturing' && state.captureStep === step",
        "part: state.status === 'capturing' &… → (state.status === 'capturing')",
      ],
    ],
  },
  {
    file: 'lambda/domain/machine/charging.ts',
    why: 'An answer is heard only while its command is pending, so that there is one to look at.',
    mutants: [
      [
        'if (session.pending?.uncertain || !event.sure) return session',
        'optional: session.pending?.uncertain → session.pending.uncertain',
      ],
      [
        'if (session.pending?.uncertain) return session',
        'optional: session.pending?.uncertain → session.pending.uncertain',
      ],
    ],
  },
  {
    file: 'lambda/domain/machine/opening.ts',
    why: 'An answer is heard only while its command is pending, so that there is one to look at.',
    mutants: [
      [
        'const sure = event.sure && !session.pending?.uncertain',
        'optional: session.pending?.uncertain → session.pending.uncertain',
      ],
      [
        'if (session.pending?.uncertain) return session',
        'optional: session.pending?.uncertain → session.pending.uncertain',
      ],
      [
        'if (session.pending === null || session.pending.uncertain) return session',
        'part: session.pending === null || se… → (session.pending.uncertain)',
      ],
    ],
  },
  {
    file: 'lambda/domain/machine/due.ts',
    why: 'Others have counted no look-ups, so that none is the next.',
    mutants: [
      [
        "isIn(session, 'unresolved') ? lookUpDueAt(session) : null",
        "choice: isIn(session, 'unresolved') ? … → (lookUpDueAt(session))",
      ],
    ],
  },
  {
    file: 'lambda/domain/payment/asked-fields.ts',
    why: 'A second entry that there is not is in no list of fields.',
    mutants: [
      [
        'return isCard && second !== undefined && fields.includes(second)',
        'part: isCard && second !== undefined → (isCard)',
      ],
    ],
  },
  {
    file: 'lambda/domain/payment/capture-fields.ts',
    why: 'Every key of the table is a field; the filter tells it to the compiler.',
    mutants: [
      [
        'Object.keys(captureFields).filter(isCaptureField)',
        'method: Object.keys(captureFields).fil… → Object.keys(captureFields)',
      ],
    ],
  },
  {
    file: 'lambda/domain/payment/create-options.ts',
    why: 'What is undefined is no object either, and is refused in the same way.',
    mutants: [['return null', 'statement: return null → ;']],
  },
  {
    file: 'lambda/domain/payment/create-options.ts',
    why: 'No object has two members of the same name.',
    mutants: [
      [
        'return JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b …',
        'boundary: a < b → a <= b',
      ],
    ],
  },
  {
    file: 'lambda/domain/payment/create-options.ts',
    why: 'Nothing but a number is finite; the other part is for the compiler.',
    mutants: [
      [
        "(typeof value === 'number' && isKept(value)) ||",
        "part: typeof value === 'number' && i… → (isKept(value))",
      ],
    ],
  },
  {
    file: 'lambda/domain/payment/verdict.ts',
    why: 'The table has no verdict for null, which is what no code is.',
    mutants: [
      [
        "(payErrorCode === null ? undefined : verdicts.get(payErrorCode)) ?? 'not-kn…",
        'choice: payErrorCode === null ? undefi… → (verdicts.get(payErrorCode))',
      ],
    ],
  },
  {
    file: 'lambda/domain/values/card-number.ts',
    why: 'One more look, behind the last group, finds nothing.',
    mutants: [
      ['while (from < groups.length) {', 'boundary: from < groups.length → from <= groups.length'],
    ],
  },
  {
    file: 'lambda/domain/values/card-number.ts',
    why: 'Longer numbers are issued by nobody, so that looking on finds no more, and only takes longer.',
    mutants: [
      ['if (digits.length > DIGITS_MAX) break', 'condition: digits.length > DIGITS_MAX → false'],
      ['const DIGITS_MAX = 19', 'number: 19 → 38'],
    ],
  },
  {
    file: 'lambda/domain/values/card-number.ts',
    why: 'A digit has a code point; the other number is for the compiler.',
    mutants: [
      [
        'const point = digit.codePointAt(0) ?? 0',
        'part: digit.codePointAt(0) ?? 0 → (digit.codePointAt(0))',
      ],
      ['const point = digit.codePointAt(0) ?? 0', 'number: 0 → 1 (2)'],
    ],
  },
  {
    file: 'lambda/domain/values/card-number.ts',
    why: 'What has a first has a last; the second question is for the compiler.',
    mutants: [
      [
        'if (first !== undefined && last !== undefined) {',
        'part: first !== undefined && last !=… → (last !== undefined)',
      ],
      [
        'if (first !== undefined && last !== undefined) {',
        'part: first !== undefined && last !=… → (first !== undefined)',
      ],
    ],
  },
  {
    file: 'lambda/domain/values/card-number.ts',
    why: 'A sum and its negative are both divisible by ten, or neither is.',
    mutants: [
      [
        'return total + (value > 9 ? value - 9 : value)',
        'arithmetic: total + (value > 9 ? value - 9… → total - (value > 9 ? value - 9…',
      ],
    ],
  },
  {
    file: 'lambda/domain/values/money.ts',
    why: 'The pattern always finds the whole part; the other text is for the compiler.',
    mutants: [["const [, whole = '', decimals = ''] = match", "literal: '' → 'mutant'"]],
  },
  {
    file: 'lambda/domain/values/money.ts',
    why: 'Every currency of a Money is in the table; the number is for the compiler.',
    mutants: [
      [
        'const exponent = exponentOf(currency) ?? 2',
        'part: exponentOf(currency) ?? 2 → (exponentOf(currency))',
      ],
      ['const exponent = exponentOf(currency) ?? 2', 'number: 2 → 4'],
    ],
  },
]
