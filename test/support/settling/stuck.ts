import type { Session } from '../../../lambda/domain/session/session.ts'
import { aCallSid, aSessionId } from '../a-session.ts'
import { type MemoryStores, memoryStores } from '../memory/stores.ts'
import { sessionIn } from '../sessions-in.ts'

/** How sessions get stuck, whether the call is over, and where looking after them leads. */
const kinds = [
  { status: 'starting', isOver: false, becomes: 'collecting', sends: '-1-1' },
  { status: 'capturing', isOver: false, becomes: 'capturing', sends: '-1-4' },
  { status: 'failed', isOver: true, becomes: 'failed', sends: '-1-5' },
  { status: 'completing', isOver: true, becomes: 'unresolved', sends: null },
  { status: 'offered', isOver: true, becomes: 'failed', sends: null },
  { status: 'capturing', isOver: true, becomes: 'failed', sends: null },
  { status: 'collecting', isOver: false, becomes: 'collecting', sends: null },
  { status: 'unresolved', isOver: true, becomes: 'succeeded', sends: null },
] as const

export const STUCK = 1_000
export const OF_EACH = STUCK / kinds.length
export const numbers = Array.from({ length: STUCK }, (_, n) => n)
export const kindOf = (n: number) => kinds[n % kinds.length] ?? kinds[0]

export const kindOfStuck = ({ callSid }: Session) => kindOf(Number(callSid.slice(2)))

export const owedKeys = numbers.flatMap((n) => {
  const { sends } = kindOf(n)
  return sends === null ? [] : [aSessionId(n) + sends]
})

export async function stuckSessions(): Promise<MemoryStores> {
  const stores = memoryStores()
  for (const n of numbers) {
    const names = { id: aSessionId(n), callSid: aCallSid(n), mode: 'assisted' } as const
    await stores.sessions.insert(sessionIn(kindOf(n).status, names))
  }
  return stores
}
