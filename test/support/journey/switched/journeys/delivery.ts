import { expect } from 'vitest'
import { defaultAccount } from '../../../../../local/twilio/account.ts'
import { guided } from '../journey.ts'
import { shortCard } from '../stage.ts'
import { notKnown, paid } from '../truth.ts'
import { pays } from './guided.ts'

/** Whether Twilio's words reach us at all. */

const diesAtVerdict = { diesAtVerdict: true }

export const verdictComesAgain = guided({
  name: 'a caller pays, though the function that was told of it died',
  world: diesAtVerdict,
  async play(stage) {
    const caller = await stage.agrees(shortCard)
    await caller.keysShortCard()
    await stage.ends(caller, paid)
  },
})

export const verdictGetsLost = guided({
  name: 'a caller hears that it is not known, because the function that was told died',
  world: diesAtVerdict,
  async play(stage) {
    const caller = await stage.agrees(shortCard)
    await caller.keysShortCard()
    await stage.ends(caller, notKnown(1))
  },
})

export const isHeardByHomeToken = {
  ...pays,
  name: 'a caller pays, where the secret has the token of the home region, too',
  world: { secondaryAuthToken: defaultAccount.homeAuthToken },
}

export const isNotHeard = guided({
  name: 'a caller is not served by whoever lacks the token, and the alarm says so',
  async play(stage) {
    const caller = await stage.calls()
    await stage.world.until(() => caller.isOver())
    stage.alarms('signatureRejected')
    expect(caller.texts()).toEqual([expect.stringMatching(/application error/)])
    expect(stage.world.simulator.ledger()).toEqual([])
  },
})
