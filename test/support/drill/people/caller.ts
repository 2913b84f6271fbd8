import { promptKeyOf } from '../../../../lambda/domain/guide/prompt.ts'
import type { Purchase, Session, Terms } from '../../../../lambda/domain/session/session.ts'
import { answerCall } from '../../../../lambda/use-cases/answer-call.ts'
import { noteCallEnded } from '../../../../lambda/use-cases/note-call-ended.ts'
import { takeTurn } from '../../../../lambda/use-cases/take-turn.ts'
import { firstTurn, type Turn } from '../../../../lambda/voice/turn.ts'
import { type Drill, remainingMs } from '../drill.ts'
import { verified } from '../ports.ts'

export interface Deal {
  readonly purchase: Purchase
  readonly terms: Omit<Terms, 'paymentConnector'> & { readonly paymentConnector: null }
}

type SessionId = Session['id']

/** What happens when the second field is being asked, instead of its being keyed at once. */
export type Incident = (drill: Drill, sessionId: SessionId) => Promise<unknown>

/** A turn that dies is asked for again: its URL says so, and a number's own URL cannot. */
const TURNS_MAX = 3

/** More than a caller can be offered: the amount, and a card after each decline. */
const OFFERS_MAX = 4

/** A webhook of the call that dies for good ends the call, as at Twilio. */
export async function calls(drill: Drill, { purchase, terms }: Deal): Promise<SessionId | null> {
  const { callSid, twilio } = drill
  const session = await drill.surviving({ useCase: 'answerCall', tries: 1 }, async (world) => {
    const signers = await verified(world)
    return answerCall(world, { callSid, purchase, terms, signers, remainingMs })
  })
  if (session === 'foreign') return null
  if (typeof session === 'object') return session.id
  twilio.hangUp()
  return drill.sessionOnCall()
}

/** Agrees to what is offered, as often as it is, and keys what is asked. */
export async function agrees(drill: Drill, sessionId: SessionId, incident?: Incident) {
  for (let offers = 0; offers < OFFERS_MAX; offers++) {
    await turns(drill, sessionId, { digits: '1', turn: firstTurn })
    await drill.deliverAll(sessionId)
    await keysAll(drill, { sessionId, ...(offers === 0 && incident ? { incident } : {}) })
  }
}

export async function keysAll(
  drill: Drill,
  { sessionId, incident }: { readonly sessionId: SessionId; readonly incident?: Incident },
): Promise<void> {
  for (let entries = 0; ; entries++) {
    if (entries === 1) await incident?.(drill, sessionId)
    if (!drill.twilio.key()) return
    await drill.deliverAll(sessionId)
  }
}

export async function turns(
  drill: Drill,
  sessionId: SessionId,
  said: {
    readonly digits: string | null
    readonly turn: Omit<Turn, 'key'>
    /** What it dies of; the caller stays on the line. */
    readonly dooms?: string
  },
): Promise<void> {
  const session = await drill.stored(sessionId)
  const turn = { ...said.turn, key: session === null ? '' : promptKeyOf(session) }
  const { callSid, twilio } = drill
  const { digits, dooms } = said
  const tries = dooms === undefined ? { tries: TURNS_MAX } : { tries: 1, dooms }
  const taken = await drill.surviving({ useCase: 'takeTurn', ...tries }, async (world) => {
    const signers = await verified(world)
    return takeTurn(world, { sessionId, callSid, digits, signers, turn, remainingMs })
  })
  if (taken === 'died' && dooms === undefined) twilio.hangUp()
}

/** Whoever was to open the payment of a caller who has agreed has recorded that, and dies. */
export const dies =
  (dooms: 'payments.send' | 'surroundings.wait'): Incident =>
  (drill, sessionId) =>
    turns(drill, sessionId, { digits: '1', turn: firstTurn, dooms })

/** The call's own status callback is delivered once, and no more. */
export const hangsUp: Incident = async (drill, sessionId) => {
  drill.twilio.hangUp()
  await drill.surviving({ useCase: 'noteCallEnded', tries: 1 }, async (world) => {
    const signers = await verified(world)
    await noteCallEnded(world, { callSid: drill.callSid, signers, remainingMs })
  })
  await drill.deliverAll(sessionId)
}

export const pressesStar: Incident = async (drill, sessionId) => {
  drill.twilio.star()
  await drill.deliverAll(sessionId)
}

/** Asked twice, and not a key: the callback may be lost, so that the field is asked anew. */
export const isSilent: Incident = async (drill, sessionId) => {
  await turns(drill, sessionId, { digits: null, turn: { silences: 2, quietSeconds: 0 } })
  await drill.deliverAll(sessionId)
}

/** Somebody else is always quicker to write, so that the turn tells what it finds. */
export const isOutrun: Incident = async (drill, sessionId) => {
  drill.outrun(4)
  await turns(drill, sessionId, { digits: null, turn: { silences: 2, quietSeconds: 0 } })
  drill.outrun(0)
}
