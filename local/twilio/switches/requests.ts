import type { SwitchRow } from './row.ts'

/** How a request is answered that Twilio may not like. */
export const requestSwitches = {
  secondSession: {
    topic: 5,
    question: 'How is a second session on the same call refused?',
    values: ['rest', 'callback'],
    effect: '`rest` answers 64021; `callback` answers 201 and posts ErrorType=session-in-progress.',
  },
  sequenceError: {
    topic: 6,
    question: 'How is a security code refused that is asked for before the card number?',
    values: ['callback', 'rest'],
    effect: '`callback` answers 202 and posts the ErrorType; `rest` answers 400 with 64021.',
  },
  missingFieldsError: {
    topic: 6,
    question: 'How is `complete` refused while fields are missing?',
    values: ['rest', 'callback'],
    effect: '`rest` answers 64019; `callback` ends the session with Result=validation-error.',
  },
  invalidValueError: {
    topic: 6,
    question: 'How is a wrong value of a parameter refused (64003, 64004, 64017, 64020)?',
    values: ['rest', 'callback'],
    effect: '`callback` accepts it, and ends the session with Result=validation-error.',
  },
  connectorRefusal: {
    topic: 6,
    question: 'When does a connector turn out to be unfit (64001, 64005, 64011 and others)?',
    values: ['at-create', 'at-complete'],
    effect:
      '`at-create` answers the code; `at-complete` posts Result=payment-connector-error with it.',
  },
  idempotencyKeyReplay: {
    topic: 11,
    question: 'Does an IdempotencyKey seen before replay the first answer?',
    values: ['yes', 'no', 'refused'],
    effect: '`no` carries the request out again, whatever its key; `refused` answers 64021.',
  },
  pciMode: {
    topic: 12,
    question: 'Is the account in PCI Mode, and what does a payment do without?',
    values: ['on', 'off-accepted', 'off-refused'],
    effect: '`off-accepted` works as with it; `off-refused` answers 64001 to a new session.',
  },
  closedSessionUpdate: {
    topic: 20,
    question: 'How is an update of a session refused that has ended?',
    values: ['20404', '64021'],
    effect: 'The code of the error; its HTTP status is 404 or 400.',
  },
  tokenTypeWithAmount: {
    topic: 22,
    question: 'What becomes of a TokenType beside a ChargeAmount above zero?',
    values: ['ignored', 'refused'],
    effect: '`ignored` charges; `refused` answers 64020.',
  },
  relativeStatusCallback: {
    topic: 22,
    question: 'What becomes of a StatusCallback that is a relative URL?',
    values: ['refused', 'lost'],
    effect: '`refused` answers 21609; `lost` accepts it, and its callbacks reach nobody.',
  },
  commercialSavings: {
    topic: 22,
    question: 'Is commercial-savings a BankAccountType of this API?',
    values: ['refused', 'accepted'],
    effect: '`refused` answers 64020: only the TwiML builder of the official client lists it.',
  },
} as const satisfies Record<string, SwitchRow>
