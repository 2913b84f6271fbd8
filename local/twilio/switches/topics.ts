/**
 * What nobody outside Twilio knows, or where two sources disagree. The numbers stay as they are,
 * for others to point at; a new topic takes the next one.
 */
export const topics = {
  1: { about: 'PartialResult on the final callback of a field' },
  2: { about: 'How Required is written' },
  3: { about: 'What the last callback carries' },
  4: { about: 'How digits are masked' },
  5: { about: 'A second session on the same call' },
  6: { about: 'Whether a wrong request is refused at once or by callback' },
  7: { about: 'The result of a cancelled session' },
  8: { about: 'TwiML that changes or gathers while a session is open' },
  9: { about: 'Callers who press nothing, sessions that nobody uses' },
  10: { about: 'How an entry ends, and how long it may be' },
  11: { about: 'A request with an IdempotencyKey that was seen before' },
  12: { about: 'Payments without PCI Mode' },
  13: { about: 'Entering a field twice, and confirming a payment' },
  14: { about: 'Whether the retries of a payment callback can be configured' },
  15: { about: 'A session after its payment was declined' },
  16: { about: 'Which Auth Token signs, in other regions and for subaccounts' },
  17: {
    about: 'The default of maxAttempts',
    noSwitch: 'An attribute of `<Pay>`: a payment session has no attempts, the application has.',
  },
  18: {
    about: 'Whether ConversationRelay may be used beside card data',
    noSwitch: 'A product that the simulator does not have, and a rule that no request can show.',
  },
  19: {
    about: 'Whether the Webhooks configuration API may be used in PCI workflows',
    noSwitch: 'Another API; without it, webhooks are signed and repeated as they are here.',
  },
  20: { about: 'Updates of a session that has ended' },
  21: { about: 'Callers who hang up' },
  22: { about: 'Parameters that two pages describe differently' },
  23: { about: 'How dates and texts of callbacks are written' },
  24: { about: 'The call around the payment' },
} as const satisfies Record<number, Topic>

interface Topic {
  readonly about: string
  /** Why it cannot be set here. */
  readonly noSwitch?: string
}

export type TopicNumber = keyof typeof topics
