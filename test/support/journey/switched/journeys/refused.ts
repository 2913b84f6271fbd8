import { expect } from 'vitest'
import { assisted, guided } from '../journey.ts'
import { shortCard } from '../stage.ts'
import { type Ending, notCharged, paid, unheard } from '../truth.ts'
import { capturesCard, wholeCard } from './assisted.ts'

/** What Twilio does not do, and by which way it says so. */

export const otherPaymentIsOpen = (ending: Ending) =>
  guided({
    name: 'a caller agrees while another payment is open on the call, and is charged nothing',
    async play(stage) {
      const caller = await stage.calls()
      await caller.hears(/press 1/)
      await caller.hasPaymentOpened()
      await caller.presses('1')
      await stage.ends(caller, ending)
    },
  })

export const agentStartsBesideOther = assisted({
  name: 'an agent starts while another payment is open on the call, and is told so',
  async play(stage) {
    const caller = await stage.talks()
    await caller.hasPaymentOpened()
    const { callSid } = caller
    const purchase = { amount: '9.00', currency: 'USD', reference: 'SECOND' }
    await stage.agent.posts('/sessions', { mode: 'assisted', callSid, ...purchase })
    await stage.ends(caller, unheard(notCharged('session-in-progress')))
  },
})

export const agentAsksCodeFirst = assisted({
  name: 'an agent asks for the security code first, is refused, and takes the payment',
  async play(stage) {
    const started = await stage.starts(wholeCard)
    const captures = `/sessions/${started.sessionId}/captures`
    const early = await stage.agent.posts(captures, { field: 'security-code' })
    expect(early).toMatchObject({ status: 409, body: { refusal: 'field-out-of-order' } })
    await capturesCard(stage, started)
    await stage.agent.completes(started.sessionId)
    await stage.ends(started.caller, { ...unheard(paid), attempt: 1 })
  },
})

export const agentAsksUnagreedMatcher = assisted({
  name: 'an agent asks for a second entry that was not agreed, is refused, and takes the payment',
  async play(stage) {
    const started = await stage.starts()
    await capturesCard(stage, started)
    const captures = `/sessions/${started.sessionId}/captures`
    const unagreed = await stage.agent.posts(captures, { field: 'security-code-matcher' })
    expect(unagreed).toMatchObject({ status: 409, body: { refusal: 'field-not-asked' } })
    await stage.agent.completes(started.sessionId)
    await stage.ends(started.caller, unheard(paid))
  },
})

export const connectorDoesNot = (wanted: { readonly connector: string; readonly ending: Ending }) =>
  guided({
    name: `a caller meets the connector ${wanted.connector}: ${wanted.ending.heard}`,
    async play(stage) {
      const paymentConnector = wanted.connector
      const caller = await stage.agrees({ paymentConnector, currency: 'EUR', ...shortCard })
      await caller.answersAll()
      await stage.ends(caller, wanted.ending)
    },
  })

export const agentMeetsConnector = (wanted: {
  readonly connector: string
  readonly ending: Ending
}) =>
  assisted({
    name: `an agent meets the connector ${wanted.connector}, and learns why it failed`,
    async play(stage) {
      const caller = await stage.talks()
      const purchase = { amount: '9.00', currency: 'EUR', reference: 'A-1' }
      const { body } = await stage.agent.posts('/sessions', {
        mode: 'assisted',
        callSid: caller.callSid,
        paymentConnector: wanted.connector,
        ...purchase,
      })
      const sessionId = String(body['sessionId'])
      await stage.world.passes(1_000)
      const { status } = await stage.agent.session(sessionId)
      if (status === 'collecting') {
        await capturesCard(stage, { caller, sessionId })
        await stage.agent.completes(sessionId)
      }
      await stage.ends(caller, unheard(wanted.ending))
    },
  })

/** A client's mistake that never gets as far as Twilio. */
export const clientIsRefused = (wanted: Readonly<Record<string, unknown>>) =>
  assisted({
    name: `a client asks for ${JSON.stringify(wanted)}, and is refused by us`,
    async play(stage) {
      const { callSid } = await stage.talks()
      const purchase = { amount: '9.00', currency: 'USD', reference: 'A-1' }
      const request = { mode: 'assisted', callSid, ...purchase, ...wanted }
      expect(await stage.agent.posts('/sessions', request)).toMatchObject({ status: 400 })
    },
  })
