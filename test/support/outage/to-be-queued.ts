import { aSessionId, NOON } from '../a-session.ts'
import { everyEvent } from '../every-event.ts'
import { sessionIn } from '../sessions-in.ts'

const { at: _, ...told } = everyEvent(sessionIn('completing'))['payment-succeeded']

/** A verdict that has to wait in a queue. */
export const callback = { sessionId: aSessionId(), told, signers: ['default'], receivedAt: NOON }

/** An ending that integrators are told. */
export const ended = {
  session: sessionIn('succeeded'),
  outcome: { number: 1, status: 'succeeded', at: NOON },
} as const
