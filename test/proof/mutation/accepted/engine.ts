import type { Reason } from '../accepted.ts'

/** Survivors in the engine. */
export const acceptedInEngine: readonly Reason[] = [
  {
    file: 'lambda/use-cases/engine/advance.ts',
    why: 'What is missing is asked after in the same way whether it is null or undefined.',
    mutants: [
      ['let known = input.known ?? null', 'part: input.known ?? null → (input.known)'],
      [
        'const owed = newlyOwed(before?.pending ?? null, session.pending)',
        'part: before?.pending ?? null → (before?.pending)',
      ],
    ],
  },
  {
    file: 'lambda/use-cases/engine/advance.ts',
    why: 'Only an agent’s session begins by this, on whose call nothing is said.',
    mutants: [
      [
        'aloud && before !== null ? announce(world, { before, after: session, remain…',
        'part: aloud && before !== null → (aloud)',
      ],
    ],
  },
  {
    file: 'lambda/use-cases/engine/journal-change.ts',
    why: 'A session begins unresolved, and a resolution is never taken back.',
    mutants: [
      [
        'resolution === undefined || before?.resolution === resolution',
        'part: resolution === undefined || be… → (before?.resolution === resolu…',
      ],
      [
        'resolution === undefined || before?.resolution === resolution',
        'optional: before?.resolution → before.resolution',
      ],
    ],
  },
  {
    file: 'lambda/use-cases/engine/perform.ts',
    why: 'Only an outcome that is unsent has this member; of the others it is undefined, too.',
    mutants: [
      [
        "said = outcome.outcome === 'unsent' ? outcome.twilioCode : undefined",
        "choice: outcome.outcome === 'unsent' ?… → (outcome.twilioCode)",
      ],
      [
        "const asked = outcome.outcome === 'unsent' ? outcome.retryAfterMs : null",
        "choice: outcome.outcome === 'unsent' ?… → (outcome.retryAfterMs)",
      ],
    ],
  },
]
