import type { SwitchName, SwitchValues } from '../../twilio/switches.ts'
import type { Need } from '../needs.ts'
import type { Probe } from '../probe.ts'

/** What Twilio did. Without a value it is none of what the switch knows, or was not to be seen. */
export interface Observation<Value extends string = string> {
  readonly value?: Value
  readonly saw: string
}

export interface Question<Value extends string = string> {
  /** Beside the REST API, which every question needs. */
  readonly needs: readonly Need[]
  try(probe: Probe): Promise<Observation<Value>>
}

/** Why a switch cannot be found out about from a call. */
export interface Unprobed {
  readonly unprobed: string
}

export type Questions = {
  readonly [name in SwitchName]: Question<SwitchValues[name]> | Unprobed
}

export const notSeen = (what: string): { readonly saw: string } => ({ saw: `not seen: ${what}` })
