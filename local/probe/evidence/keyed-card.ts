import { evidence } from '../probe.ts'
import { keyedSession, keyIn } from './key-in.ts'

/** A public test number; the session is cancelled, so that no processor ever sees it. */
const testCard = '4111111111111111'

/** A card number without #, and its security code. */
export const keyedCard = evidence(async (probe) => {
  const sid = await probe.payments.open(keyedSession)
  const card = await keyIn(probe, { sid, field: 'payment-card-number', keys: testCard })
  const mayGoOn = card.end?.parameters['PaymentCardNumber'] !== undefined
  const code = mayGoOn
    ? await keyIn(probe, { sid, field: 'security-code', keys: '123' })
    : undefined
  await probe.payments.cancel(sid)
  return { card, code }
})
