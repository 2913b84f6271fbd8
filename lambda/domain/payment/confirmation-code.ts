/**
 * Of a processor's name for a charge, whoever tells it: longer than any, and short enough to be
 * stored and spelled. One limit for all of them, since their codes are compared.
 */
export const CONFIRMATION_CODE_CHARACTERS_MAX = 100
