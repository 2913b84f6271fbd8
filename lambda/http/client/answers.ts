import { isInFlight, type Receipt } from '../../domain/session/client-key.ts'
import { type Refusal, refusals } from '../../domain/session/refusal.ts'
import type { Session } from '../../domain/session/session.ts'
import type { SessionId } from '../../domain/values/ids.ts'
import type { StartUnfinished } from '../../use-cases/claim-call.ts'
import type { Advanced } from '../../use-cases/engine/advance.ts'
import type { Started } from '../../use-cases/start-session.ts'
import type { GatewayAnswer } from '../gateway-types.ts'
import { unknownSession } from '../parse-request.ts'
import { ProblemError } from '../problem.ts'
import { sentenceOf } from './twilio-refusals.ts'

export const json = (statusCode: number, body: unknown): GatewayAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
})

interface Asked {
  readonly sessionId: SessionId
  readonly key: string
}

/** Answers a change by the receipt that was stored with it, so that a replay is the same. */
export function answerAdvanced(advanced: Advanced, asked: Asked): GatewayAnswer {
  switch (advanced.result) {
    case 'advanced':
    case 'unchanged':
      return answerReceipt(receiptIn(advanced.session, asked.key), asked.sessionId)
    case 'replayed':
      return answerReceipt(advanced.receipt, asked.sessionId)
    case 'refused':
      throw refused(advanced)
    case 'in-flight':
      throw inProgress(asked.sessionId)
    case 'key-reused':
      throw keyReused()
    case 'unknown-session':
      throw unknownSession(asked.sessionId)
    case 'lost-race':
      throw lostRace()
    default:
      return advanced satisfies never
  }
}

export function answerStarted(started: Started, key: string): GatewayAnswer {
  switch (started.result) {
    case 'started':
    case 'resumed': {
      const { session } = started
      return answerStart(receiptIn(session, key), session.id)
    }
    case 'replayed':
      return answerStart(started.receipt, started.session.id)
    case 'call-taken':
      throw new ProblemError({
        code: 'call-taken',
        detail:
          `Session ${started.sessionId} has this call, or has paid for the same on it. ` +
          'Read it to see; while it is open, cancel it to start another.',
        more: { sessionId: started.sessionId },
      })
    case 'start-unfinished':
      throw startUnfinished(started)
    case 'key-reused':
      throw keyReused()
    case 'in-flight':
      throw inProgress(started.sessionId)
    case 'lost-race':
      throw lostRace()
    default:
      return started satisfies never
  }
}

/** A change that needed no write leaves no receipt; then the present is the answer. */
function receiptIn(session: Session, key: string): Receipt {
  const { id, keys, state, attempt, step } = session
  const entry = keys.find((known) => known.key === key)
  if (entry === undefined) return { status: state.status, attempt, step, outcome: 'accepted' }
  // Twilio did not answer in time: what a replay would be told is true of the first one, too.
  if (isInFlight(session, entry.receipt)) throw inProgress(id)
  return entry.receipt
}

function answerStart(receipt: Receipt, sessionId: SessionId): GatewayAnswer {
  const { headers, ...answer } = answerReceipt(receipt, sessionId)
  const location = `/sessions/${sessionId}`
  return { ...answer, statusCode: 201, headers: { ...headers, location } }
}

function answerReceipt(receipt: Receipt, sessionId: SessionId): GatewayAnswer {
  const { outcome, status, attempt, step } = receipt
  if (outcome === 'accepted') return json(202, { sessionId, status, attempt, step })
  if (outcome === 'unsent' || 'unsent' in outcome) throw unsent(sessionId, outcome)
  throw new ProblemError({
    code: 'twilio-refused',
    detail: `${sentenceOf(outcome.refused)} (Session ${sessionId}.)`,
    more: { sessionId, twilioCode: outcome.refused },
  })
}

function unsent(
  sessionId: SessionId,
  outcome: Extract<Receipt['outcome'], 'unsent' | { readonly unsent: number }>,
): ProblemError {
  const retry = 'Nothing was done; try again with a new Idempotency-Key.'
  const [detail, said] =
    outcome === 'unsent'
      ? [`Twilio could not be reached for session ${sessionId}. ${retry}`, {}]
      : [
          `${sentenceOf(outcome.unsent)} (Session ${sessionId}.) ${retry}`,
          { twilioCode: outcome.unsent },
        ]
  const more = { sessionId, ...said }
  return new ProblemError({ code: 'twilio-unavailable', detail, more, retryAfterSeconds: 2 })
}

function refused({ refusal, session }: { refusal: Refusal; session: Session }): ProblemError {
  const { refused: code, allowedIn, fields } = refusal
  return new ProblemError({
    code: 'refused',
    detail: `Session ${session.id} is ${session.state.status}. ${refusals[code]}`,
    more: {
      sessionId: session.id,
      refusal: code,
      sessionStatus: session.state.status,
      ...(allowedIn.length > 0 ? { allowedIn } : {}),
      ...(fields.length > 0 ? { fields } : {}),
    },
  })
}

function startUnfinished({ callSid, freeAt }: StartUnfinished): ProblemError {
  const from = new Date(freeAt).toISOString()
  return new ProblemError({
    code: 'start-unfinished',
    detail:
      `A start of another purchase on call ${callSid} has not got to its end: it has the call, ` +
      'and no session. That purchase may be started again at once, and goes on from there; ' +
      `any other from ${from} on.`,
    more: { callSid, freeAt: from },
  })
}

const inProgress = (sessionId: SessionId): ProblemError =>
  new ProblemError({
    code: 'request-in-progress',
    detail:
      `The request for session ${sessionId} is recorded and has no answer from Twilio yet. ` +
      'Read the session, or try again with the same key.',
    more: { sessionId },
    retryAfterSeconds: 1,
  })

const keyReused = (): ProblemError =>
  new ProblemError({
    code: 'key-reused',
    detail: 'This Idempotency-Key was used for another request. Use a new key for each request.',
  })

const lostRace = (): ProblemError =>
  new ProblemError({
    code: 'lost-race',
    detail: 'The session changed several times meanwhile. Try again with the same key.',
    retryAfterSeconds: 1,
  })
