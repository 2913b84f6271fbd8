import type { World } from '../../../../lambda/use-cases/engine/world.ts'
import type { Law } from '../checks/watch.ts'
import { noTampering, type Tampering } from '../places/tampering.ts'

export interface Defect {
  readonly name: string
  readonly tampering: Tampering
  /** Any of these is how it may show first. */
  readonly breaks: readonly Law[]
  /** From which schedule on it is looked for: one that seldom shows, near one that shows it. */
  readonly from?: number
}

export const inWorld = (change: (honest: World) => Partial<World>): Tampering => ({
  ...noTampering,
  world: (honest) => ({ ...partsOf(honest), ...change(honest) }),
})

const partsOf = (honest: World): World => {
  const { sessions, claims, progress, payments, calls, vault } = honest
  const { journal, surroundings, voice, merchants, lookUp, callbacks, outcomes } = honest
  return {
    ...{ sessions, claims, progress, payments, calls, vault },
    ...{ journal, surroundings, voice, merchants, lookUp, callbacks, outcomes },
  }
}
