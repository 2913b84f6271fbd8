import { evidence, type Probe } from '../probe.ts'
import { Refused } from '../twilio/payments.ts'
import type { Posted } from '../twilio/post-box.ts'
import { endsSession, isAbout } from './callbacks.ts'
import { expiryDates, keyedSession, keyIn } from './key-in.ts'

/** Declined by the processors that know it, and no test card to the others: never charged. */
const cardToDecline = '4000000000000002'

/** Twilio asks a processor six times, ten seconds each, before it gives up. */
export const verdictWithinMs = 90_000

/** A session that needs nothing but a card number and its date has both. */
export async function keyedToDecline(
  probe: Probe,
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const { clock, payments, person } = probe
  person.tell('Test cards only. What is keyed next is sent to the processor, for 1.00.')
  const sid = await payments.open({ ...minimalSession, ...form })
  await enterCardToDecline(probe, sid)
  clock.throwIfStopped()
  return sid
}

export const minimalSession = { ...keyedSession, PostalCode: 'false', SecurityCode: 'false' }

export async function enterCardToDecline(probe: Probe, sid: string): Promise<void> {
  const { first } = expiryDates(probe.clock.now())
  for (const [field, keys] of [
    ['payment-card-number', cardToDecline],
    ['expiration-date', first],
  ] as const) {
    const { end } = await keyIn(probe, { sid, field, keys })
    if (end === undefined || end.parameters['ErrorType'] !== undefined) {
      throw new Refused(`There was no valid entry of ${field}.`)
    }
  }
}

export const verdictOn = ({ postBox }: Probe, sid: string): Promise<Posted | undefined> =>
  postBox.when((one) => isAbout(sid)(one) && endsSession(one), { withinMs: verdictWithinMs })

/** A payment that the processor declines, and what can be done with its session then. */
export const declinedPayment = evidence(async (probe) => {
  const sid = await keyedToDecline(probe, {})
  const answer = await probe.payments.complete(sid)
  if (answer.kind === 'refused') throw new Refused(`complete was refused with ${answer.code}.`)
  const verdict = await verdictOn(probe, sid)
  const cancelled = await probe.payments.cancel(sid)
  const declined = verdict?.parameters['Result'] === 'payment-connector-error'
  return { verdict, declined, afterwards: cancelled }
})
