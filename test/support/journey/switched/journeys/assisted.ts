import { expect } from 'vitest'
import { assisted } from '../journey.ts'
import type { Stage } from '../stage.ts'
import { notCharged, paid, unheard } from '../truth.ts'

/** An agent on the line with the caller. */

const card = [
  { field: 'payment-card-number', keys: '4111111111111111' },
  { field: 'expiration-date', keys: '1230' },
  { field: 'security-code', keys: '123' },
  { field: 'postal-code', keys: '94105#' },
] as const

/** Everything that a card may be asked for. */
export const wholeCard = { securityCode: true, postalCode: true } as const

type Started = Awaited<ReturnType<Stage['starts']>>

/** Asks for every field that is required, with another number than usual if it is given. */
export async function capturesCard(
  { agent }: Stage,
  { caller: by, sessionId, number }: Started & { readonly number?: string },
): Promise<void> {
  const required = JSON.stringify((await agent.session(sessionId))['required'])
  for (const { field, keys } of card.filter((row) => required.includes(`"${row.field}"`))) {
    const keyed = field === 'payment-card-number' ? (number ?? keys) : keys
    await agent.captures(sessionId, { field, keys: keyed, by })
  }
}

export const agentTakes = assisted({
  name: 'an agent takes a payment',
  async play(stage) {
    const started = await stage.starts(wholeCard)
    await capturesCard(stage, started)
    await stage.agent.completes(started.sessionId)
    await stage.ends(started.caller, { ...unheard(paid), attempt: 1 })
  },
})

export const agentCancels = assisted({
  name: 'an agent cancels when the whole card is keyed, and nothing is charged',
  async play(stage) {
    const started = await stage.starts()
    await capturesCard(stage, started)
    const { status } = await stage.agent.posts(`/sessions/${started.sessionId}/cancel`)
    expect(status).toBe(202)
    await stage.ends(started.caller, {
      ...unheard(notCharged('cancelled-by-client')),
      status: 'cancelled',
      awaitingTwilio: false,
    })
  },
})

export const agentTakesAnotherCard = assisted({
  name: 'an agent goes on with another card after a decline',
  async play(stage) {
    const started = await stage.starts()
    const { agent, world } = stage
    const { sessionId } = started
    await capturesCard(stage, { ...started, number: '4000000000000002' })
    await agent.completes(sessionId)
    await world.until(async () => (await agent.session(sessionId))['status'] === 'collecting')
    const problem = { kind: 'declined' }
    expect(await agent.session(sessionId)).toMatchObject({ money: 'not-moved', problem })
    await capturesCard(stage, started)
    await agent.completes(sessionId)
    await stage.ends(started.caller, { ...unheard(paid), attempt: 2, declines: 1 })
  },
})
