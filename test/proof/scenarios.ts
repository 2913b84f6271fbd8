import { callbacks } from './scenarios/callbacks.ts'
import { clients } from './scenarios/clients.ts'
import { records } from './scenarios/records.ts'
import { sending } from './scenarios/sending.ts'
import type { Shown } from './scenarios/shown.ts'

/** What is not there, and why: nothing of it can be shown. */
export const notBuilt: ReadonlyArray<Pick<Shown, 'id' | 'what'>> = [
  {
    id: 'S40',
    what:
      'There is no replica in another Region: the stack has one Region and one table, with its ' +
      'reads and conditional writes. What S40 says of versions is shown.',
  },
]

/** Each scenario by number, with the tests that show it. */
export const scenarios: readonly Shown[] = [...callbacks, ...sending, ...clients, ...records]
