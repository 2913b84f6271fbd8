/** A mutant that no test can or should kill, and why. */
export interface Accepted {
  readonly file: string
  /** As the survivor is printed. */
  readonly name: string
  readonly why: string
}

interface Reason {
  readonly file: string
  readonly why: string
  readonly names: readonly string[]
}

/** One that is killed after all, or that is gone, fails the run: then it is deleted here. */
const reasons: readonly Reason[] = [
  {
    file: 'lambda/use-cases/engine/advance.ts',
    why: 'What is missing is asked after in the same way whether it is null or undefined.',
    names: [
      'let known = input.known ?? null | part: input.known ?? null → (input.known)',
      'const owed = newlyOwed(before?.pending ?? null, session.pending) | part: before?.pending ?? null → (before?.pending)',
    ],
  },
  {
    file: 'lambda/use-cases/engine/journal-change.ts',
    why: 'A status that is no ending has no metric, by whichever way it is found to have none.',
    names: [
      ': isTerminal(after) | choice: isTerminal(after) ? metricOf(after) : undefined → (metricOf(after))',
      "case 'offered': | literal: 'offered' → ''",
      "case 'starting': | literal: 'starting' → ''",
      "case 'collecting': | literal: 'collecting' → ''",
      "case 'capturing': | literal: 'capturing' → ''",
      "case 'completing': | literal: 'completing' → ''",
      'return undefined | statement: return undefined → ;',
    ],
  },
  {
    file: 'lambda/use-cases/engine/perform.ts',
    why: 'Only an outcome that is unsent has this member; of the others it is undefined, too.',
    names: [
      "said = outcome.outcome === 'unsent' ? outcome.twilioCode : undefined | choice: outcome.outcome === 'unsent' ? outcome.twilioCode : undefined → (outcome.twilioCode)",
      "const asked = outcome.outcome === 'unsent' ? outcome.retryAfterMs : null | choice: outcome.outcome === 'unsent' ? outcome.retryAfterMs : null → (outcome.retryAfterMs)",
    ],
  },
  {
    file: 'lambda/use-cases/receive-callback.ts',
    why: 'Only a session that is capturing has a step to compare; of the others it is never the same.',
    names: [
      "if (session.state.status !== 'capturing' || session.state.captureStep !== step) return | part: session.state.status !== 'capturing' || session.state.captureStep !== … → (session.state.captureStep !== step)",
    ],
  },
  {
    file: 'lambda/use-cases/start-session.ts',
    why: 'A claim that is handed over to itself, or that nobody has, is as it was.',
    names: [
      'if (call.sessionId !== own.sessionId && input.key !== undefined) { | condition: call.sessionId !== own.sessionId && input.key !== undefined → true',
      'if (call.sessionId !== own.sessionId && input.key !== undefined) { | part: call.sessionId !== own.sessionId && input.key !== undefined → (call.sessionId !== own.sessionId)',
      'if (call.sessionId !== own.sessionId && input.key !== undefined) { | part: call.sessionId !== own.sessionId && input.key !== undefined → (input.key !== undefined)',
    ],
  },
  {
    file: 'lambda/use-cases/start-session.ts',
    why: 'A start without a key has a new id, under which no session is found.',
    names: ['if (key === undefined) return null | condition: key === undefined → false'],
  },
  {
    file: 'lambda/use-cases/claim-call.ts',
    why: 'What is remembered is looked at again, so that more of it changes no answer.',
    names: [
      'if (holder === null || !mayBeDone(holder)) return held.earlier | part: holder === null || !mayBeDone(holder) → (holder === null)',
    ],
  },
  {
    file: 'lambda/use-cases/settle-due-sessions.ts',
    why: 'One more batch, with nothing in it, does nothing.',
    names: [
      'for (let start = 0; start < items.length; start += SIDE_BY_SIDE) { | boundary: start < items.length → start <= items.length',
    ],
  },
  {
    file: 'lambda/use-cases/take-turn.ts',
    why: 'At a menu there is always a key; none of the menu’s keys is empty, or the other word.',
    names: [
      "const choice = menu.get(input.digits ?? '') ?? null | part: input.digits ?? '' → (input.digits)",
      "const choice = menu.get(input.digits ?? '') ?? null | literal: '' → 'mutant'",
    ],
  },
  {
    file: 'lambda/use-cases/take-turn.ts',
    why: 'Only a session that is capturing has a step to compare; of the others it is never the same.',
    names: [
      "if (world.voice.delivery !== 'poll' || state.status !== 'capturing') return false | part: world.voice.delivery !== 'poll' || state.status !== 'capturing' → (world.voice.delivery !== 'poll')",
    ],
  },
  {
    file: 'lambda/domain/guide/prompt.ts',
    why: 'A second entry that there is not was never rejected.',
    names: [
      'return second === undefined ? [field] : [field, second] | choice: second === undefined ? [field] : [field, second] → ([field, second])',
    ],
  },
  {
    file: 'lambda/domain/machine/charging.ts',
    why: 'An answer is heard only while its command is pending, so that there is one to look at.',
    names: [
      'if (session.pending?.uncertain || !event.sure) return session | optional: session.pending?.uncertain → session.pending.uncertain',
      'if (session.pending?.uncertain) return session | optional: session.pending?.uncertain → session.pending.uncertain',
    ],
  },
  {
    file: 'lambda/domain/machine/opening.ts',
    why: 'An answer is heard only while its command is pending, so that there is one to look at.',
    names: [
      'const sure = event.sure && !session.pending?.uncertain | optional: session.pending?.uncertain → session.pending.uncertain',
      'if (session.pending === null || session.pending.uncertain) return session | part: session.pending === null || session.pending.uncertain → (session.pending.uncertain)',
    ],
  },
  {
    file: 'lambda/domain/payment/asked-fields.ts',
    why: 'A second entry that there is not is in no list of fields.',
    names: [
      'return isCard && second !== undefined && fields.includes(second) | part: isCard && second !== undefined → (isCard)',
    ],
  },
  {
    file: 'lambda/domain/payment/capture-errors.ts',
    why: 'What is not in the list is read as internal-error, which is the same.',
    names: [
      "'invalid-card-number-security-code-capture-sequence', | element: , 'internal-error' → nothing",
    ],
  },
  {
    file: 'lambda/domain/payment/capture-fields.ts',
    why: 'Every key of the table is a field; the filter tells it to the compiler.',
    names: [
      'Object.keys(captureFields).filter(isCaptureField) | method: Object.keys(captureFields).filter(isCaptureField) → Object.keys(captureFields)',
    ],
  },
  {
    file: 'lambda/domain/payment/create-options.ts',
    why: 'What is undefined is no object either, and is refused in the same way.',
    names: ['return null | statement: return null → ;'],
  },
  {
    file: 'lambda/domain/session/client-key.ts',
    why: 'A list to which a key was added has a first one; the other way is for the compiler.',
    names: [
      'return first === undefined ? [] : [first, ...others.slice(-(KEYS_MAX - 1))] | choice: first === undefined ? [] : [first, ...others.slice(-(KEYS_MAX - 1))] → ([first, ...others.slice(-(KEYS_MAX - 1))])',
    ],
  },
  {
    file: 'lambda/domain/payment/verdict.ts',
    why: 'The table has no verdict for null, which is what no code is.',
    names: [
      "(payErrorCode === null ? undefined : verdicts.get(payErrorCode)) ?? 'not-known' | choice: payErrorCode === null ? undefined : verdicts.get(payErrorCode) → (verdicts.get(payErrorCode))",
    ],
  },
  {
    file: 'lambda/domain/values/card-number.ts',
    why: 'A sum and its negative are both divisible by ten, or neither is.',
    names: [
      'return total + (value > 9 ? value - 9 : value) | arithmetic: total + (value > 9 ? value - 9 : value) → total - (value > 9 ? value - 9 : value)',
    ],
  },
  {
    file: 'lambda/domain/values/money.ts',
    why: 'The pattern always finds the whole part; the other text is for the compiler.',
    names: ["const [, whole = '', decimals = ''] = match | literal: '' → 'mutant'"],
  },
  {
    file: 'lambda/domain/values/money.ts',
    why: 'Every currency of a Money is in the table; the number is for the compiler.',
    names: [
      'const exponent = exponentOf(currency) ?? 2 | part: exponentOf(currency) ?? 2 → (exponentOf(currency))',
    ],
  },
  {
    file: 'lambda/adapters/twilio/seal.ts',
    why: 'Text always has a first part; and a MAC that is missing fits as little as another word.',
    names: [
      "const [expiry = '', mac = ''] = sealed.seal.split('.') | literal: '' → 'mutant'",
      "const [expiry = '', mac = ''] = sealed.seal.split('.') | literal: '' → 'mutant' (2)",
    ],
  },
  {
    file: 'lambda/adapters/twilio/seal.ts',
    why: 'A MAC is plain letters, which are the same bytes in either encoding.',
    names: [
      "fixed.write(given, 'latin1') | literal: 'latin1' → ''",
      "const same = timingSafeEqual(fixed, Buffer.from(expected, 'latin1')) | literal: 'latin1' → ''",
    ],
  },
  {
    file: 'lambda/adapters/twilio/request-verifier.ts',
    why: 'Neither text is shaped like a signature.',
    names: ["const { signature = '', parameters } = request | literal: '' → 'mutant'"],
  },
  {
    file: 'lambda/adapters/twilio/request-verifier.ts',
    why: 'Neither text is the name of an account.',
    names: [
      "const accountSid = parameters.find(([name]) => name === 'AccountSid')?.[1] ?? '' | literal: '' → 'mutant'",
    ],
  },
  {
    file: 'lambda/adapters/twilio/request-verifier.ts',
    why: 'A check that failed has no value, and every merchant has a check.',
    names: [
      "return result?.status === 'fulfilled' && result.value | part: result?.status === 'fulfilled' && result.value → (result.value)",
      "return result?.status === 'fulfilled' && result.value | optional: result?.status → result.status",
    ],
  },
]

export const accepted: readonly Accepted[] = reasons.flatMap(({ file, why, names }) =>
  names.map((name) => ({ file, name, why })),
)
