import { expect } from 'vitest'
import type { Caller } from '../caller.ts'
import type { Stage } from './stage.ts'

/** What a client reads, what the processor did, and what the caller heard last of the money. */
export interface Ending {
  readonly status: 'succeeded' | 'failed' | 'cancelled' | 'unresolved'
  readonly reason?: string
  readonly money: 'moved' | 'not-moved' | 'not-known'
  /** In the processor's ledger. */
  readonly charges: 0 | 1
  /** `null` where the flow says nothing: to a caller with an agent, or one who has gone. */
  readonly heard: Heard | null
  readonly [fact: string]: unknown
}

type Heard = 'paid' | 'saved' | 'not charged' | 'not known'

/** In no other words is a caller told of money. */
const words: ReadonlyArray<readonly [Heard, RegExp]> = [
  ['saved', /has been saved/],
  ['paid', /payment was successful/],
  ['not known', /do not know yet.* do not pay again/],
  ['not charged', /not been charged/],
]

const heardOf = (text: string): Heard | null =>
  words.find(([, pattern]) => pattern.test(text))?.[0] ?? null

export const paid: Ending = { status: 'succeeded', money: 'moved', charges: 1, heard: 'paid' }
export const saved: Ending = { status: 'succeeded', money: 'not-moved', charges: 0, heard: 'saved' }
export const notCharged = (reason: string): Ending => ({
  status: 'failed',
  reason,
  money: 'not-moved',
  charges: 0,
  heard: 'not charged',
})
export const notKnown = (charges: 0 | 1): Ending => ({
  status: 'unresolved',
  money: 'not-known',
  charges,
  heard: 'not known',
})

/** The same, for a caller to whom the flow does not speak. */
export const unheard = (ending: Ending): Ending => ({ ...ending, heard: null })

/** As it ended, in those facts of the session that are wanted. */
export async function endingOf(
  { agent, world }: Stage,
  { caller, wanted }: { readonly caller: Caller; readonly wanted: Ending },
): Promise<Record<string, unknown>> {
  const session = await agent.sessionOfCall(caller.callSid)
  const facts = Object.keys(wanted).map((name) => [name, session[name]])
  const told = caller
    .texts()
    .map(heardOf)
    .filter((heard) => heard !== null)
  return {
    ...Object.fromEntries(facts),
    charges: chargesOf(world, caller),
    heard: told.at(-1) ?? null,
  }
}

const chargesOf = ({ simulator }: Stage['world'], { callSid }: Caller): number =>
  simulator.ledger().filter((entry) => entry.callSid === callSid && entry.method === 'charge')
    .length

/** The ledger and the session agree, nobody was told otherwise, and the log knows no card. */
export async function expectTruth({ agent, world }: Stage, caller: Caller): Promise<void> {
  const { sessions } = JSON.parse((await agent.reads(`/sessions?callSid=${caller.callSid}`)).text)
  const charges = chargesOf(world, caller)
  const told = caller
    .texts()
    .map(heardOf)
    .filter((heard) => heard !== null)
  if (told.includes('paid')) expect(charges).toBeGreaterThan(0)
  if (told.at(-1) === 'not charged') expect(charges).toBe(0)
  const [session] = sessions
  if (session === undefined) expect(charges).toBe(0)
  else if (session.money !== 'not-known') expect(session.money === 'moved').toBe(charges > 0)
  const log = world.logLines.join('\n')
  const numbers = caller.pressed.map((keys) => keys.replace(/\D/g, '')).filter(isNumber)
  for (const number of numbers) expect(log).not.toContain(number.slice(0, 8))
}

/** Long enough not to be found by chance in an id or a time. */
const isNumber = (digits: string): boolean => digits.length >= 8
