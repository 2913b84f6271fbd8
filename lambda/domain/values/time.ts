declare const epochMs: unique symbol

/** Milliseconds since 1970-01-01T00:00:00Z. The domain is given the time, it never reads it. */
export type EpochMs = number & { readonly [epochMs]: true }

/** @throws RangeError when `value` is not a whole, non-negative number of milliseconds. */
export function parseEpochMs(value: number): EpochMs {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`A time must be whole milliseconds since 1970, but was ${value}.`)
  }
  return value as EpochMs
}

export const later = (time: EpochMs, delayMs: number): EpochMs => parseEpochMs(time + delayMs)
