import { guided } from '../journey.ts'
import { shortCard } from '../stage.ts'
import { type Ending, paid } from '../truth.ts'

/** Twilio itself asks the caller to confirm, when the charge is already out. */

export const confirms = guided({
  name: 'a caller confirms to Twilio, and pays',
  async play(stage) {
    const caller = await stage.agrees({ confirmation: 'true', ...shortCard })
    await caller.keysShortCard()
    await caller.hears(/Card ending in 1 1 1 1/)
    await caller.presses('1')
    await stage.ends(caller, paid)
  },
})

export const refuses = (ending: Ending) =>
  guided({
    name: `a caller does not confirm to Twilio: ${ending.heard}`,
    async play(stage) {
      const caller = await stage.agrees({ confirmation: 'true', ...shortCard })
      await caller.keysShortCard()
      await caller.hears(/Card ending in 1 1 1 1/)
      await caller.presses('2')
      await stage.ends(caller, ending)
    },
  })
