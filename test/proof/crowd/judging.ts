import type { Order } from './people.ts'
import type { Stored } from './stored.ts'

/** A line of the processor's ledger. */
export interface Charge {
  readonly amount: string
  readonly currency: string
  readonly description: string | null
  readonly confirmationCode: string
  readonly callSid: string
}

/** One charge, of its own amount, whose code is the one that was told: letter by letter. */
export function faultsOf(
  { amount, reference }: Order,
  found: { readonly ledger: readonly Charge[]; readonly words: string },
): readonly string[] {
  const own = found.ledger.filter(({ description }) => description === reference)
  const [charge] = own
  if (charge === undefined || own.length > 1) {
    return [`${reference} was charged ${own.length} times. It was told: ${found.words}`]
  }
  const isTold = found.words.replaceAll(/[^A-Z0-9]/g, '').includes(charge.confirmationCode)
  return [
    ...(charge.amount === amount ? [] : [`${reference} of ${amount}: charged ${charge.amount}.`]),
    ...(isTold
      ? []
      : [`${reference} has ${charge.confirmationCode}, and was told: ${found.words}`]),
  ]
}

/**
 * Each line of the ledger has one session that says the very same of it, and each session that says
 * that it was paid has a line.
 */
export function differencesOf(
  ledger: readonly Charge[],
  stored: readonly Stored[],
): readonly string[] {
  const paid = stored.filter(({ state }) => state.status === 'succeeded')
  const unlike = ledger.flatMap((charge) => {
    const own = paid.filter(({ callSid }) => callSid === charge.callSid)
    const [session] = own
    if (session === undefined || own.length > 1) {
      return [`${charge.description} was charged, and ${own.length} sessions of its call say so.`]
    }
    const wanted = saidBy(charge)
    const said = saidBySession(session)
    return said === wanted ? [] : [`Charged was ${wanted}, and stored is ${said}.`]
  })
  const charged = new Set(ledger.map(({ callSid }) => callSid))
  const madeUp = paid.filter(({ callSid }) => !charged.has(callSid))
  return [
    ...unlike,
    ...madeUp.map(({ purchase }) => `${purchase.reference} is stored as paid, and is not charged.`),
  ]
}

const saidBy = ({ description, amount, currency, confirmationCode }: Charge): string =>
  `${description}: ${amount} ${currency}, ${confirmationCode}`

/** What is paid here has cents. */
const saidBySession = ({ purchase: { reference, money }, state }: Stored): string =>
  `${reference}: ${((money?.amountMinor ?? 0) / 100).toFixed(2)} ${money?.currency}, ` +
  `${state.confirmationCode}`

/** How often each metric was counted. */
export function metricsIn(lines: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const line of lines) {
    const name = /"metric":"(\w+)"/.exec(line)?.[1]
    if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
