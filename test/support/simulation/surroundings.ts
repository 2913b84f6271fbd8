import type { Status } from '../../../lambda/domain/session/session.ts'
import type { Choices } from './chance/choices.ts'
import type { Watch } from './checks/watch.ts'
import type { Spells } from './spells.ts'
import type { Clockwork } from './time/clockwork.ts'
import type { Trace } from './trace.ts'
import type { Weather } from './weather.ts'

/** What everything in a schedule is given: time, chance, trouble, and somebody who watches. */
export interface Surroundings {
  readonly clock: Clockwork
  readonly choices: Choices
  readonly weather: Weather
  readonly spells: Spells
  readonly watch: Watch
  readonly trace: Trace
  /** Two versions of the code run side by side. */
  readonly hasTwoVersions: boolean
  /** The next of them has a name for it that this one cannot read, until the storm is over. */
  readonly renamedStatus: Status | null
  /** Whether prompts are pushed onto the call, or fetched by it. */
  readonly delivery: 'push' | 'poll'
  /** Whether a look-up is configured. */
  readonly hasLookUp: boolean
  /** Whether a person looks after the charges that nobody knows of. */
  readonly hasOperator: boolean
}
