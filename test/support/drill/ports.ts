import type { Session } from '../../../lambda/domain/session/session.ts'
import type { SessionId } from '../../../lambda/domain/values/ids.ts'
import type { RequestVerifier } from '../../../lambda/ports/request-verifier.ts'
import type { SessionStore } from '../../../lambda/ports/session-store.ts'
import type { PaymentToken } from '../../../lambda/ports/token-vault.ts'
import type { World } from '../../../lambda/use-cases/engine/world.ts'
import type { Drill } from './drill.ts'

export type DrillStores = Pick<World, 'sessions' | 'claims' | 'progress'>

/** The world of the use cases, and what a handler asks before it comes to them. */
export type DrillPorts = World & { readonly verifier: RequestVerifier }

/** Every webhook of a drill is genuine. */
const merchants = ['default']

/** What a handler of Twilio's does ahead of its use case; a callback has a seal, too. */
export async function verified(
  { verifier }: DrillPorts,
  callback?: { readonly sessionId: SessionId; readonly attempt: number; readonly step: number },
): Promise<readonly string[]> {
  const request = { pathAndQuery: '/', parameters: [], signature: 'genuine' }
  const signers = await verifier.signatureHolds(request)
  if (callback === undefined) return signers
  const { sessionId, attempt, step } = callback
  const sealed = { sessionId, attempt: String(attempt), step: String(step), seal: 'genuine' }
  return verifier.sealHolds(sealed, signers)
}

interface Made {
  readonly stores: DrillStores
  readonly delivery: 'push' | 'poll'
  readonly hasLookUp: boolean
  readonly newSessionId: () => SessionId
  /** Whether somebody else writes this session first. */
  readonly losesRace: () => boolean
}

export function drillPorts(drill: Drill, made: Made): DrillPorts {
  const { twilio, outage } = drill
  const { stores, newSessionId, delivery } = made
  return {
    sessions: outage.over(recorded(drill, made)),
    claims: outage.over(stores.claims),
    progress: outage.over(stores.progress),
    payments: { timeoutMs: twilio.timeoutMs, send: (request) => drill.send(request) },
    calls: twilio,
    vault: {
      seal: async (token: PaymentToken) => JSON.stringify(token),
      open: async (sealed: string) => JSON.parse(sealed),
    },
    lookUp: made.hasLookUp ? drill.processor : null,
    callbacks: outage.queue,
    outcomes: drill.outcomes,
    verifier: {
      signatureHolds: async () => merchants,
      sealHolds: async (_callback, signers) => signers,
    },
    journal: { write: (entry) => void drill.journal.push(entry) },
    surroundings: {
      now: () => drill.now(),
      wait: async () => {},
      chance: () => 0.5,
      newSessionId,
    },
    voice: { delivery, publicBaseUrl: 'https://pay.example.com' },
    merchants: new Map([['default', { paymentConnector: 'Default' }]]),
  }
}

/** The store, with a note of every write that was applied. */
function recorded({ writes }: Drill, { stores, losesRace }: Made): SessionStore {
  const { sessions } = stores
  const ids = new Set<SessionId>()
  const noted = <Result extends string>(
    result: Result,
    { session, version }: { readonly session: Session; readonly version: number },
  ): Result => {
    if (result === 'saved') writes.push({ session, version })
    ids.add(session.id)
    return result
  }
  return {
    load: (id) => sessions.load(id),
    // On stores that several runs share, each looks after its own: its I/Os are counted.
    due: async (query) => (await sessions.due(query)).filter((id) => ids.has(id)),
    insert: async (session) => noted(await sessions.insert(session), { session, version: 1 }),
    save: async ({ session, version }) => {
      if (losesRace()) return 'conflict'
      const written = { session, version: version + 1 }
      return noted(await sessions.save({ session, version }), written)
    },
  }
}
