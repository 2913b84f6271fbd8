import type { Reason } from '../accepted.ts'

/** Survivors in the use cases. */
export const acceptedInUseCases: readonly Reason[] = [
  {
    file: 'lambda/use-cases/answer-call.ts',
    why: 'The session is read once more, and is what it was a moment ago.',
    mutants: [
      ['remainingMs: call.remainingMs,', 'member: , ...(holder === null ? {} : {… → nothing'],
      [
        '...(holder === null ? {} : { known: holder }),',
        'choice: holder === null ? {} : { known… → ({})',
      ],
      [
        '...(holder === null ? {} : { known: holder }),',
        'choice: holder === null ? {} : { known… → ({ known: holder })',
      ],
    ],
  },
  {
    file: 'lambda/use-cases/answer-call.ts',
    why: 'What is missing is as good as false, and is asked for by the compiler.',
    mutants: [
      ['announce: false,', 'member: announce: false, → nothing'],
      ["fingerprint: '',", 'member: , announce: false → nothing'],
    ],
  },
  {
    file: 'lambda/use-cases/answer-call.ts',
    why: 'Without a key nobody compares what it stands for.',
    mutants: [
      ["fingerprint: '',", "member: fingerprint: '', → nothing"],
      ["fingerprint: '',", "literal: '' → 'mutant'"],
    ],
  },
  {
    file: 'lambda/use-cases/note-call-ended.ts',
    why: 'To a caller who has hung up nothing is said, whoever asks for it.',
    mutants: [['announce: false,', 'literal: false → true']],
  },
  {
    file: 'lambda/use-cases/look-up-charge.ts',
    why: 'What is not paid has no code, which is another than any; the first part is for the compiler.',
    mutants: [
      [
        "if (isIn(found.session, 'succeeded') && !isAnotherCharge(found.session, con…",
        "part: isIn(found.session, 'succeeded… → (!isAnotherCharge(found.sessio…",
      ],
    ],
  },
  {
    file: 'lambda/use-cases/look-up-charge.ts',
    why: 'After an ending nothing is said, whoever asks for it.',
    mutants: [
      [
        'const advanced = await advance(world, { sessionId, event, announce: false, …',
        'literal: false → true',
      ],
    ],
  },
  {
    file: 'lambda/use-cases/receive-callback.ts',
    why: 'What is no AppError has no such code; the first part is for the compiler.',
    mutants: [
      [
        'if (!(error instanceof AppError) || !heals.has(error.code)) throw error',
        'part: !(error instanceof AppError) |… → (!heals.has(error.code))',
      ],
    ],
  },
  {
    file: 'lambda/use-cases/receive-callback.ts',
    why: 'Nothing asks the database for nothing, so that it cannot be away; the word is for the compiler.',
    mutants: [
      [
        "if (callback.kind === 'progress' || callback.kind === 'nothing') return 'no…",
        "part: callback.kind === 'progress' |… → (callback.kind === 'progress')",
      ],
      [
        "if (callback.kind === 'progress' || callback.kind === 'nothing') return 'no…",
        "literal: 'nothing' → ''",
      ],
    ],
  },
  {
    file: 'lambda/use-cases/receive-callback.ts',
    why: 'Only a session that is capturing has a step to compare; of the others it is never the same.',
    mutants: [
      [
        "if (session.state.status !== 'capturing' || session.state.captureStep !== s…",
        "part: session.state.status !== 'capt… → (session.state.captureStep !==…",
      ],
    ],
  },
  {
    file: 'lambda/use-cases/start-session.ts',
    why: 'A claim that is handed over to itself, or that nobody has, is as it was.',
    mutants: [
      [
        'if (call.sessionId !== own.sessionId && input.key !== undefined) {',
        'condition: call.sessionId !== own.session… → true',
      ],
      [
        'if (call.sessionId !== own.sessionId && input.key !== undefined) {',
        'part: call.sessionId !== own.session… → (call.sessionId !== own.sessio…',
      ],
      [
        'if (call.sessionId !== own.sessionId && input.key !== undefined) {',
        'part: call.sessionId !== own.session… → (input.key !== undefined)',
      ],
    ],
  },
  {
    file: 'lambda/use-cases/start-session.ts',
    why: 'What is started with a key is said on the call, and nothing else has an answer to repeat.',
    mutants: [
      [
        "if (!input.announce || replay.result !== 'replayed') return replay",
        "part: !input.announce || replay.resu… → (replay.result !== 'replayed')",
      ],
    ],
  },
  {
    file: 'lambda/use-cases/start-session.ts',
    why: 'The key of a start is the first of its session’s, which the other way finds, too.',
    mutants: [
      [
        'const entry = session.keys.find((known) => known.key === key) ?? startedBy(…',
        'part: session.keys.find((known) => k… → (startedBy(session, key))',
      ],
    ],
  },
  {
    file: 'lambda/use-cases/outage/replay-callbacks.ts',
    why: 'Whatever is not one of the other two is done.',
    mutants: [
      ["return 'done'", "statement: return 'done' → ;"],
      ["return 'done'", "literal: 'done' → ''"],
    ],
  },
  {
    file: 'lambda/use-cases/settling/settle-session.ts',
    why: 'Only what has changed or failed is counted.',
    mutants: [["if (advanced.result !== 'advanced') return 'same'", "literal: 'same' → ''"]],
  },
  {
    file: 'lambda/use-cases/settling/settle-kind.ts',
    why: 'Every sum is taken once more by the same rule, and two minuses make a plus.',
    mutants: [
      ['seen: one.seen + other.seen,', 'arithmetic: one.seen + other.seen → one.seen - other.seen'],
      [
        'changed: one.changed + other.changed,',
        'arithmetic: one.changed + other.changed → one.changed - other.changed',
      ],
    ],
  },
  {
    file: 'lambda/use-cases/settling/settle-kind.ts',
    why: 'One more batch, with nothing in it, does nothing.',
    mutants: [
      [
        'for (let start = 0; start < ids.length; start += SIDE_BY_SIDE) {',
        'boundary: start < ids.length → start <= ids.length',
      ],
    ],
  },
  {
    file: 'lambda/use-cases/take-turn.ts',
    why: 'The session is read once more, and is what it was a moment ago.',
    mutants: [
      [
        "if ('session' in advanced) return { session: advanced.session, misunderstoo…",
        "condition: 'session' in advanced → false",
      ],
      [
        "if ('session' in advanced) return { session: advanced.session, misunderstoo…",
        "literal: 'session' → ''",
      ],
    ],
  },
  {
    file: 'lambda/use-cases/take-turn.ts',
    why: 'At a menu there is always a key; none of the menu’s keys is empty, or the other word.',
    mutants: [
      [
        "const choice = menu.get(input.digits ?? '') ?? null",
        "part: input.digits ?? '' → (input.digits)",
      ],
      ["const choice = menu.get(input.digits ?? '') ?? null", "literal: '' → 'mutant'"],
    ],
  },
  {
    file: 'lambda/use-cases/take-turn.ts',
    why: 'Only a session that is capturing has a step to compare; of the others it is never the same.',
    mutants: [
      [
        "if (world.voice.delivery !== 'poll' || state.status !== 'capturing') return…",
        "part: world.voice.delivery !== 'poll… → (world.voice.delivery !== 'pol…",
      ],
    ],
  },
]
