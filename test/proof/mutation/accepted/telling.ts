import type { Reason } from '../accepted.ts'

/** Survivors in telling how sessions ended, and in what is asked of secrets and forms. */
export const acceptedInTelling: readonly Reason[] = [
  {
    file: 'lambda/adapters/twilio/doubt-limit.ts',
    why: 'The first to ask begins a window, in which nothing is read or answered yet.',
    mutants: [
      ['#isAnswered = false', 'literal: false → true'],
      ['#reads = 0', 'number: 0 → 1'],
    ],
  },
  {
    file: 'lambda/adapters/twilio/doubt-limit.ts',
    why: 'Whatever is neither of the other two is a read.',
    mutants: [
      ["return 'read'", "literal: 'read' → ''"],
      ["return 'read'", "statement: return 'read' → ;"],
    ],
  },
  {
    file: 'lambda/domain/machine/ended/telling.ts',
    why: 'An ending has just been added, so that there is a first; the other way is for the compiler.',
    mutants: [['if (first === undefined) return after', 'condition: first === undefined → false']],
  },
  {
    file: 'lambda/domain/machine/ended/telling.ts',
    why: 'What is told is not due, and time is refused nothing; the rest is for the compiler.',
    mutants: [
      [
        'if (isRefusal(next) || next.untold === undefined) return next',
        'condition: isRefusal(next) || next.untold… → false',
      ],
      [
        'if (isRefusal(next) || next.untold === undefined) return next',
        'part: isRefusal(next) || next.untold… → (isRefusal(next))',
      ],
      [
        'if (isRefusal(next) || next.untold === undefined) return next',
        'part: isRefusal(next) || next.untold… → (next.untold === undefined)',
      ],
      [
        'if (tellAt === null || event.at < tellAt) return next',
        'part: tellAt === null || event.at < … → (event.at < tellAt)',
      ],
    ],
  },
  {
    file: 'lambda/http/twilio/cut-anew.ts',
    why: 'In these values no capital comes after anything but a letter or a digit.',
    mutants: [
      [
        'const anotherName = /[a-z\\d][A-Z]|^(Capture|Required|Result|Sid)/',
        'pattern: ^ → nothing',
      ],
    ],
  },
  {
    file: 'lambda/http/twilio/cut-anew.ts',
    why: 'Neither what is missing nor the other word has a capital in it.',
    mutants: [
      [
        "if (plain.some((name) => anotherName.test(parameters.get(name) ?? ''))) ret…",
        "literal: '' → 'mutant'",
      ],
      [
        "if (plain.some((name) => anotherName.test(parameters.get(name) ?? ''))) ret…",
        "part: parameters.get(name) ?? '' → (parameters.get(name))",
      ],
    ],
  },
  {
    file: 'lambda/http/twilio/cut-anew.ts',
    why: 'Of nothing that is looked for, nothing is found.',
    mutants: [['if (looked.length === 0) return false', 'condition: looked.length === 0 → false']],
  },
  {
    file: 'lambda/use-cases/engine/advance.ts',
    why: 'After an ending nothing more is said on a call.',
    mutants: [
      ['announce: false,', 'literal: false → true'],
      ['announce: false,', 'member: announce: false, → nothing'],
    ],
  },
  {
    file: 'lambda/use-cases/engine/advance.ts',
    why: 'What is told owes Twilio nothing, so that no time is asked for.',
    mutants: [
      ['remainingMs: input.remainingMs,', 'member: remainingMs: input.remainingMs… → nothing'],
    ],
  },
  {
    file: 'lambda/use-cases/engine/tell-outcomes.ts',
    why: 'Something is untold here; the other way is for the compiler.',
    mutants: [
      [
        'const { counted = 0, tries = 1 } = after.untold ?? {}',
        'part: after.untold ?? {} → (after.untold)',
      ],
      ['const { counted = 0, tries = 1 } = after.untold ?? {}', 'number: 1 → 2'],
    ],
  },
  {
    file: 'lambda/use-cases/settling/settle-session.ts',
    why: 'Others have no look-ups to be given up; the first part is for the compiler.',
    mutants: [
      [
        "const givesUp = isIn(session, 'unresolved') && isToBeGivenUp(session, world…",
        "part: isIn(session, 'unresolved') &&… → (isToBeGivenUp(session, world.…",
      ],
    ],
  },
  {
    file: 'lambda/use-cases/settling/settle-session.ts',
    why: 'Others have no look-ups, and none is no more than none.',
    mutants: [
      [
        "isIn(session, 'unresolved') ? session.state.lookUps : 0",
        "choice: isIn(session, 'unresolved') ? … → (session.state.lookUps)",
      ],
    ],
  },
  {
    file: 'lambda/use-cases/engine/journal-outcome.ts',
    why: 'What is wrong with an entry has no code of Twilio; the other way is for the compiler.',
    mutants: [
      [
        "if (problem === null || problem.kind === 'entry') return {}",
        'part: problem === null || problem.ki… → (problem === null)',
      ],
      ["if (problem === null || problem.kind === 'entry') return {}", "literal: 'entry' → ''"],
    ],
  },
]
