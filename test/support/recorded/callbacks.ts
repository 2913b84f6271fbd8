import { missingFields } from '../../../lambda/domain/machine/collecting.ts'
import type { SessionEvent } from '../../../lambda/domain/session/event.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { PaymentSid } from '../../../lambda/domain/values/ids.ts'
import type { EpochMs } from '../../../lambda/domain/values/time.ts'
import { readCallback } from '../../../lambda/http/twilio/callback-parameters.ts'
import { advance } from '../../../lambda/use-cases/engine/advance.ts'
import { type Callback, receiveCallback } from '../../../lambda/use-cases/receive-callback.ts'
import { aCallSid, aPaymentSid, aSessionId } from '../a-session.ts'
import { aWorld, type FakeWorld, storedIn } from '../a-world.ts'

/**
 * What Twilio posted of card payments, as others have published it, and every order in which it may
 * come. The create and both completions were seen in 2021, the entries are put together from what
 * demos and documents show of each. Only what was left out is filled in: ids, and the end of a code
 * or token. Entries are masked as they were.
 */

/** A callback as the handler has it: read, with the step of the URL that it came to. */
export interface Recorded {
  readonly name: string
  readonly step: number
  readonly callback: Callback
}

type Texts = Readonly<Record<'opened' | 'keying' | 'card' | 'expiry' | 'code' | 'postal', string>>

const ids = `CallSid=${aCallSid()}&AccountSid=AC${'0'.repeat(32)}&Sid=${aPaymentSid()}`
const created = 'DateCreated=2021-08-10T03:55:53.408Z&PaymentConnector=Default&ChargeAmount=9.99'
const entry = `PaymentMethod=credit-card&${ids}&DateUpdated=2021-08-10T03:56:48.120Z`

const seen: Texts = {
  opened: `${created}&PaymentMethod=credit-card&${ids}`,
  keying:
    `${entry}&Capture=payment-card-number&PartialResult=true&PaymentCardNumber=xxx` +
    '&Required=payment-card-number,expiration-date,security-code,postal-code',
  card:
    `${entry}&Capture=payment-card-number&PaymentCardNumber=xxxxxxxxxxxx1111&PaymentCardType=visa` +
    '&Required=expiration-date,security-code,postal-code',
  expiry: `${entry}&Capture=expiration-date&ExpirationDate=1225&Required=security-code,postal-code`,
  code: `${entry}&Capture=security-code&SecurityCode=xxx&Required=postal-code`,
  postal: `${entry}&Capture=postal-code&PaymentCardPostalCode=94109&Required=`,
}

/** The same of a card that the caller had keyed first. */
const otherCard: Texts = {
  ...seen,
  card: seen.card.replace('xxxxxxxxxxxx1111', 'xxxxxxxxxxxx4444').replace('visa', 'mastercard'),
}

/** As the documents have it: common fields on each, `PartialResult` on all, names of parameters. */
const documented: Texts = {
  ...seen,
  card:
    `${entry}&${created}&Capture=payment-card-number&PaymentCardNumber=xxxx-xxxxxx-x1111` +
    '&PaymentCardType=visa&PartialResult=false' +
    '&Required=ExpirationDate, SecurityCode, PaymentCardPostalCode',
  expiry:
    `${entry}&${created}&Capture=expiration-date&ExpirationDate=1225&PartialResult=false` +
    '&Required=SecurityCode, PaymentCardPostalCode',
  code:
    `${entry}&${created}&Capture=security-code&SecurityCode=***&PartialResult=false` +
    '&Required=PaymentCardPostalCode',
  postal:
    `${entry}&${created}&Capture=postal-code&PaymentCardPostalCode=94109&PartialResult=false` +
    '&Required=',
}

const completed = (given: string): string =>
  `SecurityCode=xxx&PaymentCardType=visa&${ids}&Result=success&${given}&PaymentMethod=credit-card` +
  '&DateUpdated=2021-08-10T03:58:27.290Z&PaymentCardNumber=xxxxxxxxxxxx1111&ExpirationDate=1225'

const charged = completed('PaymentConfirmationCode=ch_7Yx&ProfileId=&PaymentToken=')

const tokenised = completed(
  'PaymentConfirmationCode=&ProfileId=7e6a1fc3-d2b5-4f0c-9a57-c1de60ab52ef&PaymentToken=hgyvy76',
)

/** Nobody has published one that failed: as the documents have it. */
const declined =
  `${created}&PaymentMethod=credit-card&${ids}&DateUpdated=2021-08-10T03:58:27.290Z` +
  '&Result=payment-connector-error&PaymentError=card is declined&PayErrorCode=64012'

const kinds = {
  'a charge': { texts: seen, result: charged },
  'a charge as documented': { texts: documented, result: `${charged}&${created}` },
  'a token': { texts: seen, result: tokenised },
  'a decline': { texts: otherCard, result: declined },
} as const

export type Kind = keyof typeof kinds

interface Urls {
  readonly attempt?: number
  readonly paymentSid?: PaymentSid
  /** The first request is one step later. @default - the create is the session's first step */
  readonly stepsBefore?: number
}

/** A payment by the URLs of its requests: the create's, each field's and the charge's. */
export function recordedPayment(kind: Kind, urls: Urls = {}) {
  const { attempt = 1, paymentSid = aPaymentSid(), stepsBefore = 0 } = urls
  const { texts, result } = kinds[kind]
  const read = (name: string, posted: { readonly text: string; readonly request: number }) => {
    const text = posted.text.replace(aPaymentSid(), paymentSid)
    const step = stepsBefore + posted.request
    const from = { attempt, step, paymentSid }
    return { name, step, callback: readCallback(new Map(new URLSearchParams(text)), from) }
  }
  return {
    opened: read('opened', { request: 1, text: texts.opened }),
    keying: read('keying', { request: 2, text: texts.keying }),
    card: read('card', { request: 2, text: texts.card }),
    expiry: read('expiry', { request: 3, text: texts.expiry }),
    code: read('code', { request: 4, text: texts.code }),
    postal: read('postal', { request: 5, text: texts.postal }),
    result: read('result', { request: 6, text: result }),
  } satisfies Readonly<Record<string, Recorded>>
}

/** Something that comes to the session, so many times at the least and at the most. */
export interface Coming {
  readonly name: string
  readonly times: readonly [least: number, most: number]
  /** What the session has to know before it asks for this, and Twilio can tell it. */
  readonly after: string | null
  readonly comes: (fake: FakeWorld) => Promise<unknown>
}

export type Order = readonly Coming[]

/** Every permutation of what comes, with every repetition of it that there is room for. */
export function* everyOrder(coming: Order, lengthMax: number, order: Order = []): Generator<Order> {
  const timesOf = (name: string) => order.filter((come) => come.name === name).length
  if (coming.every(({ name, times: [least] }) => timesOf(name) >= least)) yield order
  if (order.length === lengthMax) return
  for (const next of coming) {
    if (timesOf(next.name) === next.times[1]) continue
    if (next.after !== null && timesOf(next.after) === 0) continue
    yield* everyOrder(coming, lengthMax, [...order, next])
  }
}

/** Each function has the same time for what it does, however late it is on the call. */
const remainingMs = () => 14_000

export const delivered = (
  { name, step, callback }: Recorded,
  times: Coming['times'] = [1, 2],
  after: string | null = null,
): Coming => ({
  ...{ name, times, after },
  comes: ({ world }) => {
    const sessionId = aSessionId()
    return receiveCallback(world, { sessionId, step, callback, signers: ['default'], remainingMs })
  },
})

export const taking = (fake: FakeWorld, event: (now: EpochMs) => SessionEvent) =>
  advance(fake.world, { sessionId: aSessionId(), event, announce: true, remainingMs })

/** An agent asks for what is missing as soon as nothing is being asked, and then for the charge. */
async function agentAsks(fake: FakeWorld): Promise<void> {
  const session = await storedIn(fake)
  if (session.state.status !== 'collecting') return
  const [field] = missingFields(session)
  await taking(fake, (now) =>
    field === undefined
      ? { type: 'complete-requested', at: now }
      : { type: 'capture-requested', at: now, field },
  )
}

export const EACH_MS = 1_000

/** A world in which this has come, one thing each second. */
export async function worldAfter(
  order: Order,
  from: { readonly stand: Session; readonly startAt: EpochMs },
) {
  const fake = aWorld({ startAt: from.startAt })
  const isAssisted = from.stand.mode === 'assisted'
  await fake.stores.sessions.insert(from.stand)
  if (isAssisted) await agentAsks(fake)
  for (const { comes } of order) {
    await fake.world.surroundings.wait(EACH_MS)
    await comes(fake)
    if (isAssisted) await agentAsks(fake)
  }
  return fake
}
