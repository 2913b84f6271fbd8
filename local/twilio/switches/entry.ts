import type { SwitchRow } from './row.ts'

/** What the caller's keys do. */
export const entrySwitches = {
  gatherDuringCapture: {
    topic: 8,
    question: 'Who takes the keys when a `<Gather>` runs while a field is captured?',
    values: ['capture', 'gather'],
    effect: '`gather` gives them to the document, and the field goes without.',
  },
  firstKeyTimeout: {
    topic: 9,
    question: 'Does a capture end whose first key never comes?',
    values: ['never', 'after-timeout'],
    effect: '`after-timeout` posts ErrorType=input-timeout after the Timeout of the session.',
  },
  poundEndsEntry: {
    topic: 10,
    question: 'Does # end an entry?',
    values: ['yes', 'no'],
    effect: '`no` ignores the key; only a full field or the Timeout ends an entry.',
  },
  longEntries: {
    topic: 10,
    question: 'Does a card number end that has its usual length, but might be longer?',
    values: ['ends-when-full', 'waits-for-pound'],
    effect: '`waits-for-pound` waits for #, the Timeout or the longest number of that brand.',
  },
  timeoutError: {
    topic: 10,
    question: 'What is an entry called that stops before it is complete?',
    values: ['input-timeout', 'invalid-field'],
    effect: '`invalid-field` posts the error of the field (invalid-card-number) instead.',
  },
  postalCodeLength: {
    topic: 10,
    question: 'Is MinPostalCodeLength the least, or the only length of a postal code?',
    values: ['at-least', 'exactly'],
    effect: '`exactly` ends the entry at that many digits, and refuses fewer.',
  },
  matcherInRequired: {
    topic: 13,
    question: 'How does Required tell that a field has to be entered a second time?',
    values: ['listed', 'unlisted', 'first-stays'],
    effect:
      '`listed` names the matcher; `unlisted` does not; `first-stays` lists the field itself.',
  },
  afterMismatch: {
    topic: 13,
    question: 'What becomes of the first entry when the second does not agree?',
    values: ['first-kept', 'both-dropped'],
    effect: '`both-dropped` puts the field itself back into Required.',
  },
  matcherUnasked: {
    topic: 13,
    question: 'Can a matcher be captured that RequireMatchingInputs did not ask for?',
    values: ['refused', 'accepted'],
    effect: '`refused` answers 64020; `accepted` compares it with the first entry.',
  },
  confirmationRefused: {
    topic: 13,
    question: 'What does the callback say when the caller presses 2 at the Confirmation?',
    values: ['transaction-cancelled', 'no-result'],
    effect: '`no-result` posts the last callback without any Result.',
  },
} as const satisfies Record<string, SwitchRow>
