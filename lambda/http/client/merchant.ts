import * as v from 'valibot'
import { defaultMerchant } from '../../domain/session/session.ts'
import type { FieldError } from '../problem.ts'

/** Which merchants are configured, by name; what is known of each does not matter here. */
export type KnownMerchants = ReadonlyMap<string, unknown>

/** As long as nobody configures another. */
export const onlyDefault: KnownMerchants = new Map([[defaultMerchant, {}]])

/** Does not tell which there are: a client knows its own. */
export const mustBeMerchant = 'be the name of a configured merchant'

const named = v.object({ merchant: v.string() })

export function merchantErrors(value: unknown, merchants: KnownMerchants): readonly FieldError[] {
  const given = v.safeParse(named, value)
  if (!given.success || merchants.has(given.output.merchant)) return []
  return [{ field: 'merchant', must: mustBeMerchant }]
}
