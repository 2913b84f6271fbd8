import { keysOf } from '../lib/keys-of.ts'

/** A table with the same keys and, for each, what `make` makes of it. */
export function mapKeys<Key extends string, Value>(
  table: Readonly<Record<Key, unknown>>,
  make: (key: Key) => Value,
): Record<Key, Value> {
  const made: Partial<Record<Key, Value>> = {}
  for (const key of keysOf(table)) made[key] = make(key)
  return made as Record<Key, Value>
}
