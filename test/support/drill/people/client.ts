import type { CaptureField } from '../../../../lambda/domain/payment/capture-fields.ts'
import type { EventOf } from '../../../../lambda/domain/session/event.ts'
import { isTerminal, type Session } from '../../../../lambda/domain/session/session.ts'
import type { EpochMs } from '../../../../lambda/domain/values/time.ts'
import { advance } from '../../../../lambda/use-cases/engine/advance.ts'
import { readSession, sessionOfCall } from '../../../../lambda/use-cases/read-session.ts'
import { readToken } from '../../../../lambda/use-cases/read-token.ts'
import { type StartSession, startSession } from '../../../../lambda/use-cases/start-session.ts'
import { type Drill, remainingMs } from '../drill.ts'
import type { Deal, Incident } from './caller.ts'

type SessionId = Session['id']

/** A client asks again at once when nobody answers, and later when it is still worked on. */
const TRIES_AT_ONCE = 3
const TRIES_LATER = 5

/** More attempts, and entries of a field, than any payment of a drill has. */
const ROUNDS_MAX = 3

export interface Start extends Deal {
  readonly mode: Session['mode']
  readonly announce: boolean
  readonly key: string
}

const requestOf = (drill: Drill, start: Start): StartSession => ({
  ...start,
  // Keys are kept for longer than a run, on stores that several runs share.
  key: `${start.key} ${drill.callSid}`,
  callSid: drill.callSid,
  fingerprint: 'start',
  remainingMs,
})

export async function starts(drill: Drill, start: Start): Promise<SessionId | null> {
  const started = await untilAnswered(drill, 'startSession', (world) =>
    startSession(world, requestOf(drill, start)),
  )
  if (!('session' in started)) return null
  await drill.deliverAll(started.session.id)
  return started.session.id
}

/** How far a start comes that dies: no session written, or its payment not opened, and so on. */
type Dooms = 'sessions.load' | 'sessions.insert' | 'payments.send'

export const startDies = (drill: Drill, { dooms, ...start }: Start & { readonly dooms: Dooms }) =>
  drill.surviving({ useCase: 'startSession', tries: 1, dooms }, (world) =>
    startSession(world, requestOf(drill, start)),
  )

/** An agent's screen: asks for field after field, then for the charge, and shows how it stands. */
export async function guidesThrough(
  drill: Drill,
  sessionId: SessionId,
  incident?: Incident,
): Promise<void> {
  for (let round = 1; round <= ROUNDS_MAX; round++) {
    // Who was to open the next payment may have died: the screen says that it is being opened.
    const { status } = (await drill.stored(sessionId))?.state ?? {}
    if (status === 'starting') await drill.minutePasses(sessionId)
    for (let entry = 1; entry <= ROUNDS_MAX; entry++) {
      for (const field of await missing(drill, sessionId)) {
        await captures(drill, { sessionId, field, key: `${round}-${entry} ${field}`, incident })
      }
    }
    await ask(drill, {
      sessionId,
      useCase: 'complete',
      key: `complete ${round}`,
      event: (at) => ({ type: 'complete-requested', at }),
    })
    await drill.deliverAll(sessionId)
    if (drill.twilio.key()) await drill.deliverAll(sessionId)
    await looks(drill, sessionId)
    const session = await drill.stored(sessionId)
    if (session === null || isTerminal(session) || session.state.status === 'completing') return
  }
}

async function missing(drill: Drill, sessionId: SessionId): Promise<readonly CaptureField[]> {
  const session = await drill.stored(sessionId)
  if (session === null || isTerminal(session)) return []
  return session.terms.fields.filter((field) => !session.captured.includes(field))
}

async function captures(
  drill: Drill,
  wanted: {
    readonly sessionId: SessionId
    readonly field: CaptureField
    readonly key: string
    readonly incident: Incident | undefined
  },
): Promise<void> {
  const { sessionId, field, key, incident } = wanted
  const event = (at: EpochMs) => ({ type: 'capture-requested', at, field }) as const
  await ask(drill, { sessionId, useCase: 'capture', key, event })
  await looks(drill, sessionId)
  if (field === 'expiration-date') await incident?.(drill, sessionId)
  drill.twilio.key()
  await drill.deliverAll(sessionId)
}

/** What the screen shows: a read that dies is simply not shown. */
export async function looks(drill: Drill, sessionId: SessionId): Promise<void> {
  const { callSid } = drill
  await drill.surviving({ useCase: 'readSession', tries: 1 }, (world) =>
    readSession(world, sessionId),
  )
  await drill.surviving({ useCase: 'sessionOfCall', tries: 1 }, (world) =>
    sessionOfCall(world, callSid),
  )
}

export const fetchesToken = (drill: Drill, sessionId: SessionId) =>
  drill.surviving({ useCase: 'readToken', tries: TRIES_AT_ONCE }, (world) =>
    readToken(world, sessionId),
  )

export const cancels: Incident = async (drill, sessionId) => {
  const event = (at: EpochMs) => ({ type: 'cancel-requested', at }) as const
  await ask(drill, { sessionId, useCase: 'cancel', key: 'cancel', event })
  await drill.deliverAll(sessionId)
}

type Asked = EventOf<
  | 'capture-requested'
  | 'complete-requested'
  | 'cancel-requested'
  | 'resolved-charged'
  | 'resolved-not-charged'
>

export async function ask(
  drill: Drill,
  request: {
    readonly sessionId: SessionId
    readonly useCase: string
    readonly key: string
    readonly event: (at: EpochMs) => Asked
  },
): Promise<void> {
  const { sessionId, useCase, key, event } = request
  const keyed = { key, fingerprint: key }
  await untilAnswered(drill, useCase, (world) =>
    advance(world, { sessionId, event, key: keyed, announce: false, remainingMs }),
  )
}

type UseCase<Answer> = (world: Drill['ports']) => Promise<Answer>

/** "Still being worked on" is answered by waiting and asking again, with the same key. */
async function untilAnswered<Answer extends { readonly result: string }>(
  drill: Drill,
  useCase: string,
  request: UseCase<Answer>,
): Promise<Answer> {
  for (let tries = 0; tries < TRIES_LATER; tries++) {
    const answer = await drill.surviving({ useCase, tries: TRIES_AT_ONCE }, request)
    if (answer !== 'died' && answer.result !== 'in-flight') return answer
    const sessionId = await drill.sessionOnCall()
    if (sessionId !== null) await drill.minutePasses(sessionId)
  }
  throw new Error('The request never got an answer.')
}
