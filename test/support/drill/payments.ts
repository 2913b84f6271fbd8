import { fieldsOfCard } from '../../../lambda/domain/payment/asked-fields.ts'
import type { CaptureField } from '../../../lambda/domain/payment/capture-fields.ts'
import type { EventOf } from '../../../lambda/domain/session/event.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { EpochMs } from '../../../lambda/domain/values/time.ts'
import { answerCall } from '../../../lambda/use-cases/answer-call.ts'
import { advance } from '../../../lambda/use-cases/engine/advance.ts'
import { startSession } from '../../../lambda/use-cases/start-session.ts'
import { takeTurn } from '../../../lambda/use-cases/take-turn.ts'
import { firstTurn } from '../../../lambda/voice/turn.ts'
import { money } from '../a-session.ts'
import { type Drill, remainingMs, signers } from './drill.ts'

const fields = fieldsOfCard({ securityCode: true, postalCode: true })
const purchase = { money: money(), reference: 'INV-1001', description: null }
const terms = {
  merchant: 'default',
  fields,
  paymentConnector: null,
  options: {},
  language: 'en-US',
  returnUrl: null,
}

/** A caller alone with the flow. A webhook of the call that dies ends the call, as at Twilio. */
export async function guidedPayment(drill: Drill): Promise<Session['id'] | null> {
  const { world, twilio, callSid } = drill
  const session = await drill.surviving(1, () =>
    answerCall(world, { callSid, purchase, terms, signers, remainingMs }),
  )
  if (session === 'died') {
    twilio.hangUp()
    return drill.sessionOnCall()
  }
  if (session === 'foreign') return null
  const sessionId = session.id
  // Agrees; with a declined card, agrees to another one, as often as it is offered.
  for (let offers = 0; offers < 4; offers++) {
    const turn = { ...firstTurn, key: await drill.promptKey(sessionId) }
    const taken = await drill.surviving(1, () =>
      takeTurn(world, { sessionId, callSid, digits: '1', signers, turn, remainingMs }),
    )
    if (taken === 'died') twilio.hangUp()
    await drill.deliverAll(sessionId)
    while (twilio.key()) await drill.deliverAll(sessionId)
  }
  return sessionId
}

const startRequest = (callSid: Session['callSid']) => ({
  mode: 'assisted' as const,
  callSid,
  purchase,
  terms,
  fingerprint: 'start',
  key: `start ${callSid}`,
  announce: false,
  remainingMs,
})

/** An agent's screen, which repeats a request with the same key until it is answered. */
export async function assistedPayment(drill: Drill): Promise<Session['id'] | null> {
  const { world } = drill
  const started = await untilAnswered(drill, () => startSession(world, startRequest(drill.callSid)))
  if (!('session' in started)) return null
  const sessionId = started.session.id
  await drill.deliverAll(sessionId)
  for (const field of fields) await capture(drill, { sessionId, field })
  await ask(drill, {
    sessionId,
    key: 'complete',
    event: (at) => ({ type: 'complete-requested', at }),
  })
  await drill.deliverAll(sessionId)
  return sessionId
}

async function capture(
  drill: Drill,
  wanted: { readonly sessionId: Session['id']; readonly field: CaptureField },
): Promise<void> {
  const { sessionId, field } = wanted
  await ask(drill, {
    sessionId,
    key: `capture ${field}`,
    event: (at) => ({ type: 'capture-requested', at, field }),
  })
  drill.twilio.key()
  await drill.deliverAll(sessionId)
}

async function ask(
  drill: Drill,
  request: {
    readonly sessionId: Session['id']
    readonly key: string
    readonly event: (at: EpochMs) => EventOf<'capture-requested' | 'complete-requested'>
  },
): Promise<void> {
  const { sessionId, key, event } = request
  const keyed = { key, fingerprint: key }
  await untilAnswered(drill, () =>
    advance(drill.world, { sessionId, event, key: keyed, announce: false, remainingMs }),
  )
}

/** "Still being worked on" is answered by waiting and asking again, with the same key. */
async function untilAnswered<Answer extends { readonly result: string }>(
  drill: Drill,
  request: () => Promise<Answer>,
): Promise<Answer> {
  for (let tries = 0; tries < 5; tries++) {
    const answer = await drill.surviving(3, request)
    if (answer !== 'died' && answer.result !== 'in-flight') return answer
    const sessionId = await drill.sessionOnCall()
    if (sessionId !== null) await drill.minutePasses(sessionId)
  }
  throw new Error('The request never got an answer.')
}
