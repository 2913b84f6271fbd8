import fc from 'fast-check'
import { decide } from '../../lambda/domain/machine/decide.ts'
import { startPayment } from '../../lambda/domain/machine/moves.ts'
import { fieldsOfCard } from '../../lambda/domain/payment/asked-fields.ts'
import { captureFields, isCaptureField } from '../../lambda/domain/payment/capture-fields.ts'
import type { SessionEvent } from '../../lambda/domain/session/event.ts'
import { isRefusal } from '../../lambda/domain/session/refusal.ts'
import type { Session } from '../../lambda/domain/session/session.ts'
import { aPaymentSid, aSession, NOON } from './a-session.ts'
import { everyEvent } from './every-event.ts'

/** One event on the way, and what it did. */
export interface Stride {
  readonly before: Session
  readonly event: SessionEvent
  readonly after: Session
  readonly refused: string | null
}

const types = Object.keys(everyEvent(aSession()))

const fields = Object.keys(captureFields).filter(isCaptureField)

const seldom = <T>(usual: T, other: T): readonly T[] => [...Array(11).fill(usual), other]

/** How one event comes about; most fit the session as it stands, some are stale or foreign. */
const chance = fc.record({
  type: fc.constantFrom(...types),
  /** Three of four events take the session onward, so that walks come to charges. */
  onward: fc.constantFrom(true, true, true, false),
  field: fc.constantFrom(...fields),
  verdict: fc.constantFrom('declined', 'declined', 'not-charged', 'not-known'),
  twilioCode: fc.constantFrom(20404, 64020, 21220, 64021, 64002),
  sure: fc.boolean(),
  attemptsBack: fc.constantFrom(...seldom(0, 1)),
  stepsBack: fc.constantFrom(...seldom(0, 1)),
  foreign: fc.constantFrom(...seldom(false, true)),
  waitMs: fc.constantFrom(0, 100, 1_000, 21_000, 91_000),
})

type Chance = typeof chance extends fc.Arbitrary<infer T> ? T : never

export const walks = fc.record({
  mode: fc.constantFrom('assisted' as const, 'guided' as const),
  chances: fc.array(chance, { maxLength: 80, size: 'max' }),
})

const nextField = ({ terms, captured }: Session) =>
  terms.fields.find((field) => !captured.includes(field))

function onwardFrom(session: Session, dice: Chance): string {
  switch (session.state.status) {
    case 'offered':
      return 'consent-given'
    case 'starting':
      return dice.sure ? 'command-accepted' : 'payment-opened'
    case 'collecting':
      return nextField(session) === undefined ? 'complete-requested' : 'capture-requested'
    case 'capturing':
      return dice.sure ? 'field-captured' : 'command-accepted'
    case 'completing':
      return dice.sure ? 'payment-refused' : 'command-uncertain'
    case 'succeeded':
    case 'failed':
    case 'cancelled':
    case 'unresolved':
      return dice.type
    default:
      return session.state satisfies never
  }
}

function eventBy(session: Session, { dice, clockMs }: { dice: Chance; clockMs: number }) {
  const events: Record<string, SessionEvent> = everyEvent(session, clockMs)
  const type = dice.onward ? onwardFrom(session, dice) : dice.type
  const event = events[type]
  if (event === undefined) throw new Error(`There is no event ${type}.`)
  const field = dice.onward ? (nextField(session) ?? dice.field) : dice.field
  const changes = {
    ...('attempt' in event ? { attempt: event.attempt - dice.attemptsBack } : {}),
    ...('step' in event ? { step: event.step - dice.stepsBack } : {}),
    ...('paymentSid' in event && dice.foreign ? { paymentSid: aPaymentSid(99) } : {}),
    ...(event.type === 'capture-requested' ? { field } : {}),
    ...(event.type === 'payment-refused' ? { verdict: dice.verdict } : {}),
    ...(event.type === 'command-refused' ? { twilioCode: dice.twilioCode, sure: dice.sure } : {}),
  }
  return Object.assign({}, event, changes)
}

/** Every stride of one random life of a session, from its very beginning. */
export function strides(walk: {
  readonly mode: Session['mode']
  readonly chances: readonly Chance[]
}): readonly Stride[] {
  const { terms } = aSession()
  const two = fieldsOfCard({ securityCode: false, postalCode: false })
  const offered = aSession({ mode: walk.mode, terms: { ...terms, fields: two } })
  let session =
    walk.mode === 'assisted' ? startPayment(offered, { at: NOON, replaces: null }) : offered
  let clockMs = 0
  const taken: Stride[] = [
    { before: offered, event: everyEvent(offered)['consent-given'], after: session, refused: null },
  ]
  for (const dice of walk.chances) {
    clockMs += dice.waitMs
    const before = session
    const event = eventBy(before, { dice, clockMs })
    const next = decide(before, event)
    session = isRefusal(next) ? before : next
    taken.push({ before, event, after: session, refused: isRefusal(next) ? next.refused : null })
  }
  return taken
}
