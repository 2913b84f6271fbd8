import type { SessionId } from '../../../../lambda/domain/values/ids.ts'
import { firstTurn } from '../../../../lambda/voice/turn.ts'
import type { Drill } from '../drill.ts'
import { agrees, calls, dies, hangsUp, type Incident, turns } from '../people/caller.ts'
import { cancels, guidesThrough, looks, startDies, starts } from '../people/client.ts'
import { other, short } from './deals.ts'
import { assisted, callsAgain, guided, waits } from './drives.ts'
import type { Payment } from './payment.ts'

/** Somebody comes while a payment stands where it stands for a moment only, or changes no more. */

type Drive = Payment['drive']

const start = { ...short, mode: 'assisted', announce: false, key: 'start' } as const

const inTurn =
  (...incidents: readonly Incident[]): Incident =>
  async (drill, sessionId) => {
    for (const incident of incidents) await incident(drill, sessionId)
  }

/** Begins a payment, and has somebody come then. */
const whenBegun =
  (begins: (drill: Drill) => Promise<SessionId | null>) =>
  (incident: Incident): Drive =>
  async (drill) => {
    const sessionId = await begins(drill)
    if (sessionId !== null) await incident(drill, sessionId)
    return sessionId
  }

const whileOffered = whenBegun((drill) => calls(drill, short))

/** Whoever was to open the payment has died of it. */
const whileStarting: Record<'guided' | 'assisted', (incident: Incident) => Drive> = {
  guided: (incident) => whileOffered(inTurn(dies('payments.send'), incident)),
  assisted: whenBegun(async (drill) => {
    await startDies(drill, { ...start, dooms: 'payments.send' })
    return (await drill.sessionOnCall()) ?? (await starts(drill, start))
  }),
}

const whileCollecting = whenBegun((drill) => starts(drill, start))

/** Whoever comes now changes nothing: the charge is out, or there is a verdict. */
const everybody: Incident = inTurn(
  cancels,
  (drill) => starts(drill, { ...start, key: 'another tab' }),
  callsAgain(short),
  hangsUp,
  (drill) => drill.runSchedule(),
)

/** The flow asks what to say. */
const everybodyAndFlow = inTurn(
  (drill, sessionId) => turns(drill, sessionId, { digits: null, turn: firstTurn }),
  everybody,
)

/** While it is charged, and when nobody knows, and when it is paid. */
const afterwards =
  (drive: Drive, come: Incident): Drive =>
  async (drill) => {
    const sessionId = await drive(drill)
    if (sessionId === null) return null
    await come(drill, sessionId)
    await drill.settle(sessionId)
    await come(drill, sessionId)
    drill.twilio.tellsAtLast()
    await drill.deliverAll(sessionId)
    await come(drill, sessionId)
    return sessionId
  }

const late = { nature: { verdict: 'late' }, ends: 'succeeded' } as const
const failed = { ends: 'failed' } as const
const cancelled = { ends: 'cancelled' } as const
const hungUp = inTurn(hangsUp, cancels)
const calledOff = inTurn(cancels, hangsUp)
const sentElsewhere = callsAgain(other)

export const paymentsInBetween: readonly Payment[] = [
  {
    name: 'guided, a hang-up while it is offered',
    drive: whileOffered(inTurn(hungUp, callsAgain(short))),
    ...failed,
  },
  { name: 'guided, a cancel while it is offered', drive: whileOffered(calledOff), ...cancelled },
  { name: 'guided, a hang-up while it starts', drive: whileStarting.guided(hangsUp), ...failed },
  {
    name: 'assisted, a hang-up while it starts',
    drive: whileStarting.assisted(hangsUp),
    ...failed,
    retried: true,
  },
  { name: 'guided, a cancel while it starts', drive: whileStarting.guided(cancels), ...cancelled },
  {
    name: 'assisted, a cancel while it starts',
    drive: whileStarting.assisted(cancels),
    ...cancelled,
    retried: true,
  },
  {
    name: 'assisted, a hang-up before a field',
    drive: whileCollecting(inTurn(hungUp, sentElsewhere)),
    ...failed,
    retried: true,
  },
  {
    name: 'assisted, a cancel before a field',
    drive: whileCollecting(calledOff),
    ...cancelled,
    retried: true,
  },
  {
    name: 'guided, idle minutes before a field',
    drive: whileOffered(inTurn(waits, dies('payments.send'), callsAgain(short), waits, agrees)),
    ends: 'succeeded',
  },
  {
    name: 'guided, opened by whoever dies of waiting',
    nature: { losesAnswer: { send: 1, executed: true } },
    drive: whileOffered(
      inTurn(dies('surroundings.wait'), (drill, id) => drill.deliverAll(id), agrees),
    ),
    ends: 'succeeded',
  },
  {
    name: 'assisted, idle minutes before a field',
    drive: whileStarting.assisted(inTurn(waits, waits, looks, guidesThrough)),
    ends: 'succeeded',
    retried: true,
  },
  {
    name: 'assisted, sent elsewhere while it starts',
    drive: whileStarting.assisted(sentElsewhere),
    ...cancelled,
  },
  {
    name: 'assisted, sent elsewhere before a field',
    drive: whileCollecting(sentElsewhere),
    ...cancelled,
  },
  { name: 'assisted, sent elsewhere', drive: assisted(short, sentElsewhere), ...cancelled },
  {
    name: 'guided, everybody after the charge',
    drive: afterwards(guided(short), everybodyAndFlow),
    ...late,
  },
  {
    name: 'assisted, everybody after the charge',
    drive: afterwards(assisted(short), everybody),
    ...late,
  },
]
