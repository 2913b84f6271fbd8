import type { Session, Status } from '../../../../lambda/domain/session/session.ts'
import type { Drill, DrillOptions } from '../drill.ts'
import type { Deal, Incident } from '../people/caller.ts'
import { assisted, guided } from './drives.ts'

/** A payment to be killed everywhere, and how it ends when nothing dies. */
export interface Payment extends Partial<Pick<DrillOptions, 'nature' | 'delivery' | 'outage'>> {
  readonly name: string
  readonly drive: (drill: Drill) => Promise<Session['id'] | null>
  readonly ends: Status
  /** Who finds out how an unresolved charge ended, when nothing dies. */
  readonly foundBy?: 'look-up' | 'person'
  /** One death costs nothing but the knowledge of a charge; otherwise a caller may be lost. */
  readonly retried?: true
}

export const bothModes = (
  name: string,
  payment: Omit<Payment, 'name' | 'drive'> & {
    readonly deal: Deal
    readonly incident?: Incident
    readonly afterwards?: (drive: Payment['drive']) => Payment['drive']
  },
): readonly Payment[] => {
  const { deal, incident, afterwards = (drive) => drive, ...rest } = payment
  return [
    { ...rest, name: `guided${name}`, drive: afterwards(guided(deal, incident)) },
    {
      ...rest,
      name: `assisted${name}`,
      drive: afterwards(assisted(deal, incident)),
      retried: true,
    },
  ]
}
