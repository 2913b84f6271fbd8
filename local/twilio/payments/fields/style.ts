import type { Switches } from '../../switches.ts'

/** What the switches say about a single field: how it ends, and how it is shown. */
export interface FieldStyle {
  readonly dashes: boolean
  readonly codeMask: 'x' | '*'
  /** A card number that might be longer is not complete by itself. */
  readonly waitsForLonger: boolean
  readonly exactPostalCode: boolean
}

export function fieldStyle(switches: Switches): FieldStyle {
  return {
    dashes: switches.is('cardMask', 'dashes'),
    codeMask: switches.is('securityCodeMask', 'x') ? 'x' : '*',
    waitsForLonger: switches.is('longEntries', 'waits-for-pound'),
    exactPostalCode: switches.is('postalCodeLength', 'exactly'),
  }
}
