import type { Order } from './people.ts'

/** A line of the processor's ledger. */
export interface Charge {
  readonly amount: string
  readonly description: string | null
  readonly confirmationCode: string
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

/** How often each metric was counted. */
export function metricsIn(lines: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const line of lines) {
    const name = /"metric":"(\w+)"/.exec(line)?.[1]
    if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
