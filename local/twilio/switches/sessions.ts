import type { SwitchRow } from './row.ts'

/** When a session ends, and what the call around it does. */
export const sessionSwitches = {
  callUpdateEndsPayment: {
    topic: 8,
    question: 'Does new TwiML for the call end its open payment session?',
    values: ['no', 'yes'],
    effect: '`yes` ends the session without any callback; the next update of it is refused.',
  },
  sessionExpiry: {
    topic: 9,
    question: 'Does a session end that nobody uses?',
    values: ['never', 'after-idle'],
    effect: '`after-idle` ends it without any callback, 15 minutes after its last request or key.',
  },
  afterDecline: {
    topic: 15,
    question: 'Is a session over whose payment was declined?',
    values: ['closed', 'open'],
    effect:
      '`open` lets it be completed again or changed; a new session gets 64021 until it has ended.',
  },
  hangUpCallback: {
    topic: 21,
    question: 'To which StatusCallback is a hang-up told?',
    values: ['given-last', 'of-create'],
    effect: '`of-create` posts it where the session was created with, whatever updates said.',
  },
  hangUpWhileProcessing: {
    topic: 21,
    question: 'What is told when the caller hangs up while the processor is at work?',
    values: ['verdict-comes', 'caller-hung-up'],
    effect:
      '`caller-hung-up` posts that as the Result, and nothing more, though the card is charged.',
  },
  firstWebhookStatus: {
    topic: 24,
    question: 'Is the call in progress while its first voice webhook is under way?',
    values: ['ringing', 'in-progress'],
    effect: '`ringing` refuses payments (21220) until the first TwiML has been answered.',
  },
  callUpdateStatusCallback: {
    topic: 24,
    question: 'Does a StatusCallback count in an update of the call that gives no Url?',
    values: ['yes', 'only-with-url'],
    effect: '`only-with-url` ignores it beside Twiml=, as reported in twilio/twilio-python#884.',
  },
} as const satisfies Record<string, SwitchRow>
