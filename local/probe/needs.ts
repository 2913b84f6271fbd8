/** What a question asks of the person who probes, beside a call and the REST API. */
export const needRows = {
  callbacks: {
    flag: '--public-url',
    says: 'Twilio has to reach the probe with its callbacks.',
  },
  keys: {
    flag: '--with-keys',
    says: 'Somebody has to press keys on the phone.',
  },
  charge: {
    flag: '--charge-test-card',
    says: 'Status=complete has to be sent, which asks the processor.',
  },
  twiml: {
    flag: '--with-new-twiml',
    says: 'The call is given new TwiML, which ends whatever it did before.',
  },
  'hang-up': {
    flag: '--with-hang-up',
    says: 'Somebody has to hang up in the end.',
  },
} as const

export type Need = keyof typeof needRows

/** In the order in which they are tried: what ends the call comes last. */
export const needs: readonly Need[] = ['callbacks', 'keys', 'charge', 'twiml', 'hang-up']
