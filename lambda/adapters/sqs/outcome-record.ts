import { howItEnded } from '../../domain/session/how-it-ended.ts'
import { isLatest } from '../../domain/session/outcome.ts'
import { moneyMovedAt } from '../../domain/session/session.ts'
import { formatAmount } from '../../domain/values/money.ts'
import type { EndedSession } from '../../ports/integrator/outcome-queue.ts'

/** Part of the contract with integrators: members are added, and never changed or taken away. */
const VERSION = 1

/** An outcome as integrators get it. No card data, no token: those are read by the API. */
export function writeOutcome({ session, outcome }: EndedSession): string {
  const { id: sessionId, mode, callSid, purchase, terms } = session
  const { number, status, at, unexpected } = outcome
  const { money, reference, description } = purchase
  return JSON.stringify({
    version: VERSION,
    id: outcomeId({ session, outcome }),
    sessionId,
    number,
    status,
    // It may have ended once more since; how it did then, the last outcome tells.
    ...(isLatest(outcome, session) ? howItEnded(session) : {}),
    money: moneyMovedAt(session, status),
    ...(unexpected ? { unexpected } : {}),
    amount: money === null ? null : formatAmount(money),
    currency: money === null ? null : money.currency,
    reference,
    description,
    mode,
    callSid,
    merchant: terms.merchant,
    at: new Date(at).toISOString(),
  })
}

/** The same however often it is told. */
export const outcomeId = ({ session, outcome }: EndedSession): string =>
  `${session.id}-${outcome.number}`
