import type { Probe } from '../probe.ts'
import { Refused } from '../twilio/payments.ts'
import type { Posted } from '../twilio/post-box.ts'
import { endsEntry, isAbout } from './callbacks.ts'

/** The Timeout of sessions in which a person keys: a slow hand between two keys is no end. */
export const keyTimeoutSeconds = 15

/** To read what is to be keyed, to key it, and for the Timeout to pass after the last key. */
const keyingWithinMs = 75_000

export interface Keying {
  readonly sid: string
  readonly field: string
  readonly keys: string
}

export interface Entry {
  /** Without one nobody pressed anything, or no callback told of it. */
  readonly end: Posted | undefined
  /** Whether it ended long after the last key: by the Timeout, that is. */
  readonly byTimeout: boolean
}

/** Has a field captured, and keyed by a person. */
export async function keyIn(probe: Probe, { field, keys, sid }: Keying): Promise<Entry> {
  const { payments, person, postBox } = probe
  const since = postBox.mark()
  const answer = await payments.capture(sid, { Capture: field })
  if (answer.kind === 'refused') {
    throw new Refused(`Twilio refused to capture ${field} with ${answer.code}.`)
  }
  const asked = await person.press(keys, keyingWithinMs)
  try {
    const isOurs = isAbout(sid)
    const withinMs = keyingWithinMs
    const end = await postBox.when((one) => isOurs(one) && endsEntry(one), { since, withinMs })
    const before = postBox.since(since).filter((one) => isOurs(one) && one !== end)
    const lastAtMs = before.at(-1)?.atMs ?? Number.POSITIVE_INFINITY
    const silenceMs = (end?.atMs ?? 0) - lastAtMs
    return { end, byTimeout: silenceMs > (keyTimeoutSeconds * 1_000) / 2 }
  } finally {
    asked()
  }
}

/** What every session has in which keys are pressed. */
export const keyedSession = { Timeout: String(keyTimeoutSeconds) }

/** December of next year, and of the year after: dates that every card may have. */
export function expiryDates(nowMs: number): { readonly first: string; readonly other: string } {
  const year = new Date(nowMs).getUTCFullYear() % 100
  return { first: `12${year + 1}`, other: `12${year + 2}` }
}
