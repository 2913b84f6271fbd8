import { expect } from 'vitest'
import { assisted, guided } from '../journey.ts'
import { shortCard } from '../stage.ts'
import { paid, unheard } from '../truth.ts'
import { capturesCard } from './assisted.ts'

/** What Twilio may hold open after a decline has to be closed, also when that goes wrong. */

const declinedCard = '4000000000000002'

/** The request that closes the declined payment gets lost on its way to Twilio. */
const closingGetsLost = { on: 'rest', operation: 'cancel', do: '500-not-executed', times: 1 }

export const paysThoughClosingGetsLost = guided({
  name: 'a caller pays with another card, though the cancel of the declined one was lost',
  async play(stage) {
    await stage.world.faults(closingGetsLost)
    const caller = await stage.agrees(shortCard)
    await caller.keysShortCard({ number: declinedCard })
    await caller.hears(/declined/)
    await caller.presses('1')
    await caller.keysShortCard()
    await stage.ends(caller, { ...paid, attempt: 2 })
  },
})

export const agentPaysThoughClosingGetsLost = assisted({
  name: 'an agent takes another card, though the cancel of the declined one was lost',
  async play(stage) {
    await stage.world.faults(closingGetsLost)
    const started = await stage.starts()
    const { agent } = stage
    await capturesCard(stage, { ...started, number: declinedCard })
    expect(await agent.completes(started.sessionId)).toMatchObject({ declines: 1 })
    await capturesCard(stage, started)
    await agent.completes(started.sessionId)
    await stage.ends(started.caller, { ...unheard(paid), attempt: 2 })
  },
})

export const paysSomethingElseAfterDecline = guided({
  name: 'a caller gives up after a decline, and pays something else on the same call',
  async play(stage) {
    const caller = await stage.agrees(shortCard)
    await caller.keysShortCard({ number: declinedCard })
    await caller.hears(/declined/)
    await caller.presses('2')
    await caller.hears(/not been charged/)
    const purchase = { amount: '5.00', currency: 'USD', reference: 'TIP', ...shortCard }
    const query = new URLSearchParams(purchase)
    await caller.isSentTo(`${stage.world.gatewayUrl}/voice/pay?${query}`)
    expect(await caller.agrees()).toContain('5.00 US dollars')
    await caller.keysShortCard()
    await stage.ends(caller, { ...paid, reference: 'TIP' })
  },
})
