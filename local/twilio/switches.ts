/**
 * What nobody outside Twilio knows, or where two sources disagree: one row each, to be set either
 * way, so that a flow can be shown to work whichever is true.
 *
 * The first value of a row is the default.
 */
interface SwitchRow {
  readonly question: string
  readonly values: readonly [string, ...string[]]
  readonly effect: string
}

export const switchRows = {
  partialResultOnFinal: {
    question: 'Does the final callback of a field carry PartialResult?',
    values: ['false', 'absent'],
    effect:
      '`false` sends PartialResult=false, as documented; `absent` sends none, as demos expect.',
  },
  requiredNames: {
    question: 'Which names stand in Required?',
    values: ['kebab', 'pascal'],
    effect: '`kebab` sends capture values (expiration-date); `pascal` sends ExpirationDate.',
  },
  cardMask: {
    question: 'How is the card number masked?',
    values: ['plain', 'dashes'],
    effect: '`plain` sends xxxxxxxxxxxx1111; `dashes` groups it, as in xxxx-xxxxxx-x4001.',
  },
  secondSession: {
    question: 'How is a second session on the same call refused?',
    values: ['rest', 'callback'],
    effect: '`rest` answers 64021; `callback` answers 201 and posts ErrorType=session-in-progress.',
  },
  cancelResult: {
    question: 'What does the callback of a cancelled session say?',
    values: ['transaction-cancelled', 'none'],
    effect: '`none` posts the callback without any Result.',
  },
  callUpdateEndsPayment: {
    question: 'Does new TwiML for the call end its open payment session?',
    values: ['no', 'yes'],
    effect: '`yes` ends the session without any callback; the next update of it is refused.',
  },
  poundEndsEntry: {
    question: 'Does # end an entry?',
    values: ['yes', 'no'],
    effect: '`no` ignores the key; only a full field or the Timeout ends an entry.',
  },
  idempotencyKeyReplay: {
    question: 'Does an IdempotencyKey seen before replay the first answer?',
    values: ['yes', 'no'],
    effect: '`no` carries the request out again, whatever its key.',
  },
  completionFields: {
    question: 'Which fields does the last callback carry?',
    values: ['thin', 'common'],
    effect: '`thin` as seen in the field; `common` adds those that every callback is said to have.',
  },
  sequenceError: {
    question: 'How is a security code refused that is asked for before the card number?',
    values: ['callback', 'rest'],
    effect: '`callback` answers 202 and posts the ErrorType; `rest` answers 400 with 64021.',
  },
  timeoutError: {
    question: 'What is an entry called that stops before it is complete?',
    values: ['input-timeout', 'invalid-field'],
    effect: '`invalid-field` posts the error of the field (invalid-card-number) instead.',
  },
  closedSessionUpdate: {
    question: 'How is an update of a session refused that has ended?',
    values: ['20404', '64021'],
    effect: 'The code of the error; its HTTP status is 404 or 400.',
  },
  firstWebhookStatus: {
    question: 'Is the call in progress while its first voice webhook is under way?',
    values: ['ringing', 'in-progress'],
    effect: '`ringing` refuses payments (21220) until the first TwiML has been answered.',
  },
  callUpdateStatusCallback: {
    question: 'Does a StatusCallback count in an update of the call that gives no Url?',
    values: ['yes', 'only-with-url'],
    effect: '`only-with-url` ignores it beside Twiml=, as reported in twilio/twilio-python#884.',
  },
} as const satisfies Record<string, SwitchRow>

export type SwitchName = keyof typeof switchRows
export type SwitchValues = {
  [name in SwitchName]: (typeof switchRows)[name]['values'][number]
}

export interface SwitchView extends SwitchRow {
  readonly name: string
  readonly default: string
  readonly value: string
}

export class Switches {
  readonly #set = new Map<string, string>()

  /** Whether the switch stands at this value. */
  is<Name extends SwitchName>(name: Name, value: SwitchValues[Name]): boolean {
    return this.#value(name) === value
  }

  list(): readonly SwitchView[] {
    return Object.entries(switchRows).map(([name, row]) => ({
      name,
      ...row,
      default: row.values[0],
      value: this.#set.get(name) ?? row.values[0],
    }))
  }

  /** Sets all or nothing; the answer is what is wrong, in a sentence. */
  set(wanted: Readonly<Record<string, unknown>>): string | undefined {
    const rows: Readonly<Record<string, SwitchRow>> = switchRows
    for (const [name, value] of Object.entries(wanted)) {
      const row = Object.hasOwn(rows, name) ? rows[name] : undefined
      if (row === undefined) return `There is no switch "${name}"; GET /switches lists them.`
      if (typeof value !== 'string' || !row.values.includes(value)) {
        return `Switch "${name}" must be one of: ${row.values.join(', ')}.`
      }
    }
    for (const [name, value] of Object.entries(wanted)) this.#set.set(name, String(value))
    return undefined
  }

  #value(name: SwitchName): string {
    return this.#set.get(name) ?? switchRows[name].values[0]
  }
}
