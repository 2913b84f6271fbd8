import type { Session, Status } from '../../../lambda/domain/session/session.ts'
import { later } from '../../../lambda/domain/values/time.ts'
import { aCallSid, aSessionId, NOON } from '../a-session.ts'
import { type MemoryStores, memoryStores } from '../memory/stores.ts'
import { sessionIn } from '../sessions-in.ts'

interface Kind {
  readonly status: Status
  /** Whether the call is. */
  readonly isOver: boolean
  readonly becomes: Status
  /** What is owed to Twilio, or comes to be: the end of its key. */
  readonly sends: string | null
  /** Where nothing else is said, an agent's screen drove it. */
  readonly more?: Partial<Session>
}

const tooOld = { createdAt: later(NOON, -31 * 60_000) }

/** How sessions get stuck, and where looking after them leads. */
const kinds: readonly [Kind, ...Kind[]] = [
  { status: 'starting', isOver: false, becomes: 'collecting', sends: '-1-1' },
  { status: 'capturing', isOver: false, becomes: 'capturing', sends: '-1-4' },
  {
    ...{ status: 'capturing', isOver: false, becomes: 'capturing', sends: '-1-4' },
    more: { mode: 'guided' },
  },
  { status: 'collecting', isOver: false, becomes: 'failed', sends: '-1-6', more: tooOld },
  { status: 'failed', isOver: true, becomes: 'failed', sends: '-1-5' },
  { status: 'completing', isOver: true, becomes: 'unresolved', sends: null },
  { status: 'offered', isOver: true, becomes: 'failed', sends: null },
  { status: 'capturing', isOver: true, becomes: 'failed', sends: null },
  { status: 'collecting', isOver: false, becomes: 'collecting', sends: null },
  { status: 'unresolved', isOver: true, becomes: 'succeeded', sends: null },
]

export const STUCK = 1_000
export const OF_EACH = STUCK / kinds.length
export const numbers = Array.from({ length: STUCK }, (_, n) => n)
export const kindOf = (n: number): Kind => kinds[n % kinds.length] ?? kinds[0]

export const kindOfStuck = ({ callSid }: Session): Kind => kindOf(Number(callSid.slice(2)))

export const owedKeys = numbers.flatMap((n) => {
  const { sends } = kindOf(n)
  return sends === null ? [] : [aSessionId(n) + sends]
})

export async function stuckSessions(): Promise<MemoryStores> {
  const stores = memoryStores()
  for (const n of numbers) {
    const { status, more } = kindOf(n)
    const names = { id: aSessionId(n), callSid: aCallSid(n) }
    await stores.sessions.insert(sessionIn(status, { mode: 'assisted', ...names, ...more }))
  }
  return stores
}
