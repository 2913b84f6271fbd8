import type { TakenFault } from '../faults/fault-book.ts'
import { isPayCode } from '../payments/pay-codes.ts'
import { connectorErrorOf, type Verdict } from '../payments/verdict.ts'

/** The verdict that a fault asks for, without asking the processor. */
export function orderedVerdict({ do: what, code, result }: TakenFault<'processor'>): Verdict {
  if (what === 'end' && result !== undefined) return { kind: 'ended', result }
  return connectorErrorOf(code !== undefined && isPayCode(code) ? code : 64012)
}
