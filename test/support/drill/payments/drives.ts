import { agrees, calls, type Deal, type Incident, isSilent, keysAll } from '../people/caller.ts'
import { fetchesToken, guidesThrough, looks, startDies, starts } from '../people/client.ts'
import { looksAtLedger } from '../people/resolver.ts'
import { other, short } from './deals.ts'
import type { Payment } from './payment.ts'

/** What callers and agents do, from the call to its end. */

type Drive = Payment['drive']

export const guided =
  (deal: Deal, incident?: Incident): Drive =>
  async (drill) => {
    const sessionId = await calls(drill, deal)
    if (sessionId !== null) await agrees(drill, sessionId, incident)
    return sessionId
  }

export const assisted =
  (deal: Deal, incident?: Incident): Drive =>
  async (drill) => {
    const start = { ...deal, mode: 'assisted', announce: false, key: 'start' } as const
    const sessionId = await starts(drill, start)
    if (sessionId !== null) await guidesThrough(drill, sessionId, incident)
    return sessionId
  }

/** Somebody fetches what was kept of the card. */
export const withToken =
  (drive: Drive): Drive =>
  async (drill) => {
    const sessionId = await drive(drill)
    if (sessionId !== null) await fetchesToken(drill, sessionId)
    return sessionId
  }

/** The offer is said on a call that is in progress, and not in answer to it. */
export const offered: Drive = async (drill) => {
  const start = { ...short, mode: 'guided', announce: true, key: 'offer' } as const
  await starts(drill, start)
  // A double click is the same request.
  const sessionId = await starts(drill, start)
  if (sessionId !== null && drill.twilio.heard) await agrees(drill, sessionId)
  return sessionId
}

export const takenUp: Drive = async (drill) => {
  const start = { ...short, mode: 'assisted', announce: false, key: 'tab 1' } as const
  await startDies(drill, { ...start, dooms: 'sessions.insert' })
  const sessionId = await starts(drill, { ...start, key: 'tab 2' })
  if (sessionId !== null) await guidesThrough(drill, sessionId)
  return sessionId
}

/** The caller pays, is sent here for something else, and once more for what is paid. */
export const paidAgain: Drive = async (drill) => {
  const sessionId = await guided(short)(drill)
  await calls(drill, other)
  await calls(drill, short)
  if (sessionId !== null) await looks(drill, sessionId)
  return sessionId
}

/** Nobody does anything, so that the schedule has a look. */
export const waits: Incident = (drill, sessionId) => drill.minutePasses(sessionId)

export const callsAgain =
  (deal: Deal): Incident =>
  (drill) =>
    calls(drill, deal)

/** An entry that was told too late is asked for anew, since the caller may be gone. */
export const askedAnew: Drive = async (drill) => {
  const sessionId = await guided(short)(drill)
  if (sessionId === null) return null
  await isSilent(drill, sessionId)
  await keysAll(drill, { sessionId })
  return sessionId
}

/** Hours later a person looks, if there still is something to be found out. */
export const withPerson =
  (drive: Drive): Drive =>
  async (drill) => {
    const sessionId = await drive(drill)
    if (sessionId === null) return null
    await drill.settle(sessionId)
    await looksAtLedger(drill, sessionId)
    return sessionId
  }

/** Hours later Twilio tells what it has not told. */
export const toldAtLast =
  (drive: Drive): Drive =>
  async (drill) => {
    const sessionId = await drive(drill)
    if (sessionId === null) return null
    await drill.settle(sessionId)
    drill.twilio.tellsAtLast()
    await drill.deliverAll(sessionId)
    return sessionId
  }
