import { decide } from '../../../lambda/domain/machine/decide.ts'
import type { Command } from '../../../lambda/domain/session/command.ts'
import { closedAheadOf, newlyOwed } from '../../../lambda/domain/session/command.ts'
import type { SessionEvent } from '../../../lambda/domain/session/event.ts'
import { isRefusal } from '../../../lambda/domain/session/refusal.ts'
import { isTerminal, type Session } from '../../../lambda/domain/session/session.ts'
import type { EpochMs } from '../../../lambda/domain/values/time.ts'
import type { SendOutcome } from '../../../lambda/ports/twilio-payments.ts'
import { at } from '../a-session.ts'
import { dueAt } from '../memory/due.ts'
import { eventOfPost } from './posts.ts'
import {
  callerActs,
  hangUp,
  miss,
  type Script,
  send,
  type Told,
  type TwilioStand,
} from './twilio.ts'

/** Everything there is at one moment: what is stored, what is on the way, what may happen yet. */
export interface Stand {
  readonly session: Session
  /** Functions that have recorded a command, and send it; with the answer when there is one. */
  readonly workers: readonly Worker[]
  readonly twilio: TwilioStand
  /** Posted and not delivered, and what may be delivered again, in the order of their text. */
  readonly posted: readonly string[]
  readonly seen: readonly string[]
  readonly clockMs: number
  readonly left: Budget
}

interface Worker {
  readonly command: Command
  readonly outcome: SendOutcome | null
  readonly bornMs: number
}

/** Who is meant by a move, in its name. */
export const nameOf = ({ command, bornMs }: Pick<Worker, 'command' | 'bornMs'>): string =>
  `${command.type} ${command.step} of ${bornMs}`

/** What may still go wrong, or be asked by the second client, from here on. */
export interface Budget {
  readonly requests: readonly Request[]
  readonly ticks: readonly number[]
  readonly faults: number
  readonly hangUps: number
}

export type Request = 'capture' | 'complete' | 'cancel'

/** A move by its name, and where it leads. */
export interface Move {
  readonly name: string
  readonly to: Stand
}

/** A client's function lives no longer, nor does any other. */
export const LIFE_MS = 29_000

/** What an agent, or the caller of a guided payment, does next. */
function askedBy({ session, clockMs }: Stand): SessionEvent | null {
  const { state, pending, terms, captured } = session
  if (state.status === 'offered') return { type: 'consent-given', at: at(clockMs) }
  if (session.mode === 'guided' || state.status !== 'collecting' || pending !== null) return null
  const field = terms.fields.find((wanted) => !captured.includes(wanted))
  return field === undefined
    ? { type: 'complete-requested', at: at(clockMs) }
    : { type: 'capture-requested', at: at(clockMs), field }
}

function eventOfRequest({ session, clockMs }: Stand, request: Request): SessionEvent {
  const [field = 'payment-card-number'] = session.terms.fields
  const now = at(clockMs)
  if (request === 'capture') return { type: 'capture-requested', at: now, field }
  return { type: request === 'complete' ? 'complete-requested' : 'cancel-requested', at: now }
}

/** What a move asks of a session, if it asks anything. */
export function requestsFrom(stand: Stand, move: string): ((now: EpochMs) => SessionEvent) | null {
  const asked = askedBy(stand)
  if (asked?.type === move) return () => asked
  if (move === 'call-ended') return (now) => ({ type: 'call-ended', at: now })
  const request = stand.left.requests.find((known) => move === `also ${known}`)
  return request === undefined ? null : () => eventOfRequest(stand, request)
}

/** The one write: who wins it sends what is newly owed. */
function take(stand: Stand, event: SessionEvent): Stand {
  const next = decide(stand.session, event)
  if (isRefusal(next) || next === stand.session) return stand
  const session = tells(next)
  const command = newlyOwed(stand.session.pending, session.pending)
  const born = { outcome: null, bornMs: stand.clockMs }
  const workers = command === null ? stand.workers : [...stand.workers, { command, ...born }]
  return { ...stand, session, workers }
}

/** How a session ended is told at once here: nothing that happens to a payment depends on it. */
export function tells(session: Session): Session {
  const { outcomes: number, untold, tendedAt } = session
  if (number === undefined || untold === undefined) return session
  const told = decide(session, {
    type: 'outcome-told',
    at: tendedAt,
    number,
    counted: number,
  })
  return isRefusal(told) ? session : told
}

const told = (stand: Stand, { twilio, posts }: Told): Stand => {
  const texts = posts.map((post) => JSON.stringify(post))
  return { ...stand, twilio, posted: [...new Set([...stand.posted, ...texts])].sort() }
}

/** Everything that may happen next. */
export const movesFrom = (stand: Stand, script: Script): readonly Move[] =>
  [
    ...[...stand.posted, ...stand.seen].map((text) => ({
      name: `deliver ${text}`,
      to: delivered(stand, { text, script }),
    })),
    ...stand.workers.flatMap((worker) => workerMoves(stand, { worker, script })),
    ...askMoves(stand),
    ...callerMoves(stand, script),
    ...troubles(stand),
  ].filter(({ to }) => to !== stand)

/** What may come again is kept. */
function delivered(
  stand: Stand,
  { text, script }: { readonly text: string; readonly script: Script },
): Stand {
  const event = eventOfPost(text)
  const taken = event === null ? stand : take(stand, event(at(stand.clockMs)))
  if (!stand.posted.includes(text)) return taken
  const posted = stand.posted.filter((other) => other !== text)
  const seen = script.redelivers ? [...new Set([...stand.seen, text])].sort() : stand.seen
  return { ...taken, posted, seen }
}

type Working = { readonly worker: Worker; readonly script: Script }

function workerMoves(stand: Stand, { worker, script }: Working): readonly Move[] {
  const others = stand.workers.filter((other) => other !== worker)
  const idle = { ...stand, workers: others }
  const name = nameOf(worker)
  const spent = { ...stand.left, faults: stand.left.faults - 1 }
  const dies = { name: `die ${name}`, to: { ...idle, left: spent } }
  const dying = stand.left.faults > 0 ? [dies] : []
  if (worker.outcome !== null) {
    const answer = eventOfAnswer(worker, worker.outcome)
    const to = take(idle, answer(at(stand.clockMs)))
    return [{ name: `answer ${name}`, to }, ...dying]
  }
  const { to: sent, outcome } = sends(idle, { worker, script })
  const heard = (to: Stand, by: SendOutcome): Stand => ({
    ...to,
    workers: [...others, { ...worker, outcome: by }],
  })
  const done = { name: `send ${name}`, to: heard(sent, outcome) }
  if (stand.left.faults === 0) return [done]
  const missed = misses(idle, worker)
  const troubles = [
    { name: `lose ${name}`, to: heard(sent, unknown) },
    { name: `drop ${name}`, to: heard(missed, unknown) },
    { name: `busy ${name}`, to: heard(missed, busy) },
  ]
  return [
    done,
    ...dying,
    ...troubles.map((trouble) => ({ ...trouble, to: { ...trouble.to, left: spent } })),
  ]
}

/** Executed, and the answer lost; or lost itself on the way. The sender cannot tell which. */
const unknown: SendOutcome = { outcome: 'unknown' }

/** Twilio's 429 to every send that there is time for. */
const busy: SendOutcome = { outcome: 'unsent', retryAfterMs: null, twilioCode: 20429 }

/** Nothing is carried out of what is sent, nor of what should have been closed first. */
function misses(idle: Stand, { command }: Worker): Stand {
  const { session } = idle
  const ahead = closedAheadOf(command)
  const first = ahead === null ? idle.twilio : miss(idle.twilio, { session, command: ahead })
  return { ...idle, twilio: miss(first, { session, command }) }
}

/** What has to be closed first is closed, and then the command itself goes out. */
function sends(idle: Stand, { worker, script }: Working) {
  const { command } = worker
  const ahead = closedAheadOf(command)
  const { session } = idle
  const first = ahead === null ? null : send(idle.twilio, { session, command: ahead, script })
  const closed = first === null ? idle : told(idle, first)
  const done = send(closed.twilio, { session, command, script })
  return { to: told(closed, done), outcome: done.outcome }
}

function eventOfAnswer({ command }: Worker, answer: SendOutcome): (at: EpochMs) => SessionEvent {
  const { step } = command
  switch (answer.outcome) {
    case 'accepted':
      return (at) => ({ type: 'command-accepted', at, step, paymentSid: answer.paymentSid })
    case 'refused':
      return (at) => ({
        type: 'command-refused',
        at,
        step,
        twilioCode: answer.twilioCode,
        sure: true,
      })
    case 'unsent':
      return (at) => ({ type: 'command-unsent', at, step, ...codeOf(answer) })
    case 'unknown':
      return (at) => ({ type: 'command-uncertain', at, step })
    default:
      return answer satisfies never
  }
}

const codeOf = ({ twilioCode }: { readonly twilioCode?: number }) =>
  twilioCode === undefined ? {} : { twilioCode }

function askMoves(stand: Stand): readonly Move[] {
  const asked = askedBy(stand)
  const own = asked === null ? [] : [{ name: asked.type, to: take(stand, asked) }]
  const others = [...new Set(stand.left.requests)].map((request) => {
    const index = stand.left.requests.indexOf(request)
    const left = { ...stand.left, requests: stand.left.requests.toSpliced(index, 1) }
    return { name: `also ${request}`, to: { ...take(stand, eventOfRequest(stand, request)), left } }
  })
  return [...own, ...others]
}

function callerMoves(stand: Stand, script: Script): readonly Move[] {
  const acted = stand.session.state.status === 'offered' ? null : callerActs(stand.twilio, script)
  const keys = acted === null ? [] : [{ name: 'caller', to: told(stand, acted) }]
  const { hangUps } = stand.left
  if (hangUps === 0 || stand.twilio.callOver) return keys
  const left = { ...stand.left, hangUps: hangUps - 1 }
  const gone = { ...told(stand, hangUp(stand.twilio)), left }
  return [...keys, { name: 'hang-up', to: gone }]
}

/** A callback is lost, the call tells of its end, time passes. */
function troubles(stand: Stand): readonly Move[] {
  const { left } = stand
  const spent = { ...left, faults: left.faults - 1 }
  const losses = left.faults === 0 ? [] : stand.posted.filter((text) => eventOfPost(text) !== null)
  const [tickMs, ...ticks] = left.ticks
  const ended = take(stand, { type: 'call-ended', at: at(stand.clockMs) })
  return [
    ...losses.map((text) => ({
      name: `lost ${text}`,
      to: { ...stand, posted: stand.posted.filter((other) => other !== text), left: spent },
    })),
    ...(stand.twilio.callOver ? [{ name: 'call-ended', to: ended }] : []),
    ...(tickMs === undefined
      ? []
      : [{ name: `tick ${tickMs}`, to: { ...ticked(stand, tickMs), left: { ...left, ticks } } }]),
  ]
}

/** Time passes, functions end with their time, and the schedule looks at what is due. */
export function ticked(stand: Stand, tickMs: number): Stand {
  const clockMs = stand.clockMs + tickMs
  const workers = stand.workers.filter(({ bornMs }) => clockMs - bornMs < LIFE_MS)
  const later = { ...stand, clockMs, workers }
  const due = dueAt(stand.session)
  if (due === null || due > at(clockMs)) return later
  return take(later, lookAt(later))
}

function lookAt({ session, twilio, clockMs }: Stand): SessionEvent {
  const now = at(clockMs)
  const timePassed = { type: 'time-passed', at: now } as const
  if (session.state.status === 'completing' || isTerminal(session)) return timePassed
  if (twilio.callOver) return { type: 'call-ended', at: now }
  return session.pending === null ? { type: 'call-alive', at: now } : timePassed
}
