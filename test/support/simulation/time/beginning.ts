import { parseEpochMs } from '../../../../lambda/domain/values/time.ts'

/**
 * When every schedule begins: the second day of all time. Times so small are whole numbers of a
 * machine word for V8, which copies a session of today in twice the time.
 */
export const BEGINNING = parseEpochMs(24 * 3_600_000)
