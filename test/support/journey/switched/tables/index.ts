import type { switchRows } from '../../../../../local/twilio/switches.ts'
import type { JourneysOf } from '../journey.ts'
import { callbackJourneys } from './callbacks.ts'
import { entryJourneys } from './entry.ts'
import { requestJourneys } from './requests.ts'
import { sessionJourneys } from './sessions.ts'

/** A journey for each value of each switch that there is: a new one does not compile without. */
export const switchJourneys: JourneysOf<typeof switchRows> = {
  ...callbackJourneys,
  ...entryJourneys,
  ...requestJourneys,
  ...sessionJourneys,
}
