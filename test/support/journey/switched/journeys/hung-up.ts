import { assisted, guided } from '../journey.ts'
import { shortCard } from '../stage.ts'
import { type Ending, notCharged, unheard } from '../truth.ts'

/** Callers who go. */

export const hangsUpWhileKeying = guided({
  name: 'a caller hangs up while keying, and is charged nothing',
  async play(stage) {
    const caller = await stage.agrees(shortCard)
    await caller.hears(/enter your card number/)
    await caller.keysNumber()
    await caller.hears(/expiration date/)
    await caller.hangsUp()
    await stage.ends(caller, unheard(notCharged('caller-hung-up')))
  },
})

export const hangsUpWhileCharged = (ending: Ending) =>
  guided({
    name: `a caller hangs up while the processor is at work: ${ending.status}`,
    async play(stage) {
      const caller = await stage.agrees(shortCard)
      await caller.keysShortCard()
      const { agent, world } = stage
      const isCharged = async () =>
        (await agent.sessionOfCall(caller.callSid))['status'] === 'completing'
      await world.until(isCharged)
      await caller.hangsUp()
      await stage.ends(caller, unheard(ending))
    },
  })

export const hangsUpAfterTakeover = assisted({
  name: 'a call is taken over, its caller hangs up at the offer, and nothing is charged',
  async play(stage) {
    const caller = await stage.talks()
    const purchase = { amount: '7.00', currency: 'USD', reference: 'TAKEN' }
    await stage.agent.posts('/sessions', { mode: 'guided', callSid: caller.callSid, ...purchase })
    await caller.hears(/press 1/)
    await caller.hangsUp()
    await stage.ends(caller, unheard(notCharged('caller-hung-up')))
  },
})
