import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { faultRows } from '../../../local/twilio/faults/rules.ts'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

/** Every fault of the simulator's own list, so that one added there is met here. */
const restFaults = faultRows.rest.does.flatMap((fault) =>
  (['create', 'capture', 'complete', 'call-update'] as const).map((operation) => ({
    on: 'rest',
    operation,
    do: fault,
  })),
)

const callbackFaults = faultRows.callback.does.flatMap((fault) =>
  (['created', 'capturing', 'valid', 'completed'] as const).map((phase) => ({
    on: 'callback',
    phase,
    do: fault,
  })),
)

describe('with something broken between Twilio and us', () => {
  let world: JourneyWorld
  let agent: Agent

  beforeEach(async () => {
    world = await journeyWorld()
    agent = new Agent(world)
  })
  afterEach(() => world.stop())

  /** Does what a patient caller does: whatever is asked, as often as it is asked. */
  async function patientCaller(): Promise<Caller> {
    const caller = await Caller.calls(world)
    let heard = 0
    await world.until(async () => {
      const texts = caller.texts()
      const news = texts.length > heard ? (texts.at(-1) ?? '') : ''
      heard = texts.length
      await caller.answers(news)
      return caller.isOver()
    })
    return caller
  }

  test.each([...restFaults, ...callbackFaults])(
    '$on: $operation$phase $do, once: the caller is told the truth',
    async (fault) => {
      await world.faults({ ...fault, times: 1, delayMs: 3_000 })
      const caller = await patientCaller()
      await world.passes(5 * 60_000)

      const { status, money } = await agent.sessionOfCall(caller.callSid)
      const charges = world.simulator.ledger().length
      const said = caller.texts().join(' ')
      expect(charges).toBeLessThanOrEqual(1)
      if (charges === 1) expect(['moved', 'not-known']).toContain(money)
      if (money === 'moved') expect(charges).toBe(1)
      expect(['succeeded', 'failed', 'unresolved']).toContain(status)
      if (said.includes('successful')) expect(status).toBe('succeeded')
      if (said.includes('not been charged')) expect(charges).toBe(0)
    },
  )
})
