import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { Choices } from '../chance/choices.ts'
import { anything, type Wanted } from './wants.ts'

/** What a call is about, and who is on it. */
export interface Plan {
  readonly wanted: Wanted
  readonly kind: Kind
}

/** The flow alone, an agent who drives, or one who hands the caller over to the flow. */
type Kind = 'alone' | 'assisted' | 'taken-over'

export const anyPlan = (choices: Choices, call: number): Plan => ({
  wanted: anything(choices, call),
  kind: choices.of<Kind>(['alone', 'assisted', 'alone', 'assisted', 'taken-over']),
})

export const modeOf = ({ kind }: Plan): Session['mode'] =>
  kind === 'assisted' ? 'assisted' : 'guided'
