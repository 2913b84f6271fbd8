import type { ChosenOptions } from './create-options.ts'

/**
 * Twilio waits this long between two keys, after the first. Its default of 5 s is short for
 * somebody who reads a number off a card; those who know the end of an entry press `#`.
 * https://www.twilio.com/docs/voice/api/payment-resource (Timeout, read 2026-11)
 */
const BETWEEN_KEYS_SECONDS = 8

export const betweenKeysSeconds = ({ timeout }: ChosenOptions): number =>
  timeout === undefined ? BETWEEN_KEYS_SECONDS : Number(timeout)
