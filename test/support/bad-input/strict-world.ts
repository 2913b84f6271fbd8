import type { Context } from 'aws-lambda'
import { readSession, writeSession } from '../../../lambda/adapters/dynamodb/session-record.ts'
import { paymentForm } from '../../../lambda/adapters/twilio/payment-form.ts'
import type { Command } from '../../../lambda/domain/session/command.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { Dependencies } from '../../../lambda/http/dependencies.ts'
import type { GatewayAnswer, GatewayEvent } from '../../../lambda/http/gateway-types.ts'
import type { RouteName } from '../../../lambda/routes.ts'
import type { World } from '../../../lambda/use-cases/engine/world.ts'
import { accepted, aWorld, type FakeWorld, publicBaseUrl } from '../a-world.ts'
import { aGatewayEvent } from '../http/a-gateway-event.ts'
import { handlerMakers } from '../journey/handlers.ts'
import { type MemoryStores, memoryStores } from '../memory/stores.ts'
import { pushFault, refusalOf } from './twilio-check.ts'

export interface SentForm {
  readonly session: Session
  readonly command: Command
  readonly form: URLSearchParams
}

export interface StrictWorld {
  readonly forms: readonly SentForm[]
  /** What Twilio would have refused as no valid value, or the table as no record. */
  readonly faults: readonly string[]
  /** How often a store was changed. */
  changes(): number
  readonly stores: MemoryStores
  /** For handlers that somebody else calls. */
  readonly dependencies: Dependencies
  send(route: RouteName, event: Partial<GatewayEvent>): Promise<GatewayAnswer>
}

/** A world whose Twilio is believed to have signed everything, and checks what it is sent. */
export function aStrictWorld(): StrictWorld {
  const faults: string[] = []
  const forms: SentForm[] = []
  const counted = countingStores(faults)
  const fake = aWorld({ stores: counted.stores, remainingMs: Number.POSITIVE_INFINITY })
  const world = { ...fake.world, ...strictPorts(fake, { faults, forms }) }
  const verifier = {
    signatureHolds: async () => ['default'],
    sealHolds: async () => ['default'],
  }
  const context = { getRemainingTimeInMillis: fake.remainingMs } as Context
  return {
    forms,
    faults,
    stores: counted.stores,
    dependencies: { world, verifier },
    changes: counted.changes,
    send: (route, event) =>
      handlerMakers[route]({ world, verifier })(aGatewayEvent(event), context),
  }
}

function strictPorts(
  { world }: FakeWorld,
  seen: { readonly faults: string[]; readonly forms: SentForm[] },
): Pick<World, 'payments' | 'calls'> {
  const note = (fault: string | null) => {
    if (fault !== null) seen.faults.push(fault)
  }
  return {
    payments: {
      ...world.payments,
      send: async ({ session, command }) => {
        const path = `${session.id}/${command.attempt}/${command.step}/seal`
        const form = paymentForm({ session, command }, `${publicBaseUrl}/callbacks/${path}`)
        seen.forms.push({ session, command, form })
        // As it travels: what does not survive the encoding was never a valid value.
        note(refusalOf(command.type, new URLSearchParams(form.toString())))
        return accepted
      },
    },
    calls: {
      ...world.calls,
      say: async (_session, twiml) => {
        note(pushFault(twiml))
        return true
      },
    },
  }
}

/** Every session has to survive the table's own writing and reading. */
function countingStores(faults: string[]) {
  const stores = memoryStores()
  const { sessions, claims, progress } = stores
  let changes = 0
  const count = <T>(result: T, isChange: boolean): T => {
    if (isChange) changes += 1
    return result
  }
  const check = (session: Session) => {
    try {
      readSession(writeSession(session), session.id)
    } catch (error) {
      faults.push(String(error))
    }
  }
  const counting: MemoryStores = {
    sessions: {
      ...sessions,
      insert: async (session) => {
        check(session)
        const inserted = await sessions.insert(session)
        return count(inserted, inserted === 'saved')
      },
      save: async (stored) => {
        check(stored.session)
        const saved = await sessions.save(stored)
        return count(saved, saved === 'saved')
      },
    },
    claims: {
      ...claims,
      claim: async (claim) => {
        const held = await claims.claim(claim)
        return count(held, held === claim)
      },
      handOver: async (change) => {
        const won = await claims.handOver(change)
        return count(won, won)
      },
    },
    progress: {
      ...progress,
      note: async (id, noted) => count(await progress.note(id, noted), true),
    },
  }
  return { stores: counting, changes: () => changes }
}
