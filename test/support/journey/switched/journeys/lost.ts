import { expect } from 'vitest'
import { assisted, guided } from '../journey.ts'
import { shortCard } from '../stage.ts'
import { type Ending, notCharged, paid, unheard } from '../truth.ts'
import { capturesCard, wholeCard } from './assisted.ts'

/** Answers, fields and whole payments that get lost between Twilio and us. */

export const answersGetLost = guided({
  name: 'a caller pays, though the answers to the create and to a capture were lost',
  async play(stage) {
    const lost = { on: 'rest', do: '500-executed', times: 1 }
    await stage.world.faults({ ...lost, operation: 'create' }, { ...lost, operation: 'capture' })
    const caller = await stage.agrees(shortCard)
    await caller.keysShortCard()
    await stage.ends(caller, { ...paid, attempt: 1 })
  },
})

export const agentIsLostAnAnswer = assisted({
  name: 'an agent takes a payment, though the answer to a capture was lost',
  async play(stage) {
    const lost = { on: 'rest', do: '500-executed', times: 1 }
    await stage.world.faults({ ...lost, operation: 'capture' })
    const started = await stage.starts()
    await capturesCard(stage, started)
    await stage.agent.completes(started.sessionId)
    await stage.ends(started.caller, { ...unheard(paid), attempt: 1 })
  },
})

export const chargeAnswerGetsLost = guided({
  name: 'a caller is charged once, though the answer to the charge was lost',
  async play(stage) {
    await stage.world.faults({ on: 'rest', operation: 'complete', do: '500-executed', times: 1 })
    const caller = await stage.agrees(shortCard)
    await caller.keysShortCard()
    await stage.ends(caller, paid)
  },
})

/** Somebody else has Twilio listen for the code once more, and Twilio forgets the first. */
export const agentLosesField = (how: 'asks again' | 'ends', ending: Ending) =>
  assisted({
    name: `an agent completes when Twilio misses a field, and ${how}`,
    async play(stage) {
      const started = await stage.starts(wholeCard)
      const { caller: by, sessionId } = started
      await capturesCard(stage, started)
      await by.hasPaymentChanged({ Capture: 'security-code' })
      const asked = await stage.agent.posts(`/sessions/${sessionId}/complete`)
      if (how === 'asks again') {
        expect(asked).toMatchObject({ status: 409, body: { twilioCode: 64019 } })
        await stage.agent.captures(sessionId, { field: 'security-code', keys: '123', by })
        await stage.agent.completes(sessionId)
      }
      await stage.ends(by, unheard(ending))
    },
  })

export const paymentIsEnded = guided({
  name: 'a caller’s payment is ended by somebody else, is opened anew, and is paid',
  async play(stage) {
    const caller = await stage.agrees(shortCard)
    await caller.hears(/enter your card number/)
    await caller.keysNumber()
    await caller.hears(/expiration date/)
    await caller.hasPaymentChanged({ Status: 'cancel' })
    await caller.keysShortCard()
    await stage.ends(caller, { ...paid, attempt: 2 })
  },
})

export const agentsPaymentIsEnded = assisted({
  name: 'an agent’s payment is ended by somebody else, is opened anew, and is paid',
  async play(stage) {
    const started = await stage.starts()
    const { agent } = stage
    await capturesCard(stage, started)
    await started.caller.hasPaymentChanged({ Status: 'cancel' })
    const captures = `/sessions/${started.sessionId}/captures`
    expect(await agent.posts(captures, { field: 'expiration-date' })).toMatchObject({ status: 409 })
    expect(await agent.session(started.sessionId)).toMatchObject({ attempt: 2, captured: [] })
    await capturesCard(stage, started)
    await agent.completes(started.sessionId)
    await stage.ends(started.caller, { ...unheard(paid), attempt: 2 })
  },
})

/** @param attempt in which the payment is made */
export const agentIsCalledAway = (attempt: 1 | 2) =>
  assisted({
    name: `an agent goes on after 16 minutes, and takes the payment in attempt ${attempt}`,
    async play(stage) {
      const started = await stage.starts()
      await stage.world.passes(16 * 60_000)
      const captures = `/sessions/${started.sessionId}/captures`
      const late = await stage.agent.posts(captures, { field: 'payment-card-number' })
      expect(late.status).toBe(attempt === 1 ? 202 : 409)
      await capturesCard(stage, started)
      await stage.agent.completes(started.sessionId)
      await stage.ends(started.caller, { ...unheard(paid), attempt })
    },
  })

/** Each update of the call loses the payment: no other way is found than to give up. */
export const losesEveryPayment = guided({
  name: 'a caller keys whatever is asked, five payments get lost, and nothing is charged',
  deliveries: ['push'],
  async play(stage) {
    const caller = await stage.agrees(shortCard)
    const before = stage.world.time.now()
    await caller.answersAll()
    expect(stage.world.time.now() - before).toBeLessThan(10 * 60_000)
    await stage.ends(caller, { ...notCharged('refused-by-twilio'), attempt: 5 })
  },
})
