import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { faultRows } from '../../../local/twilio/faults/rules.ts'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

/** A wrong value or moment, a call that is over, a Twilio that is busy or does not know us. */
const refusals = [64020, 64021, 21220, 20503, 20003]

/** Every fault of the simulator's own list, so that one added there is met here. */
const restFaults = faultRows.rest.does.flatMap((fault) =>
  (['create', 'capture', 'complete', 'call-update'] as const).flatMap((operation) => {
    const rule = { on: 'rest', operation, do: fault }
    return fault === 'refuse' ? refusals.map((code) => ({ ...rule, code })) : [rule]
  }),
)

const callbackFaults = faultRows.callback.does.flatMap((fault) =>
  (['created', 'capturing', 'valid', 'completed'] as const).map((phase) => ({
    on: 'callback',
    phase,
    do: fault,
  })),
)

const entryFaults = ['internal-error', 'session-in-progress', 'unheard-of'].map((errorType) => ({
  on: 'entry',
  do: 'reject',
  errorType,
}))

/** But for a declined card: another one is asked for, and so two things are said, both true. */
const processorFaults = [
  ...(['silent', 'answer-lost', 'slow'] as const).map((fault) => ({ on: 'processor', do: fault })),
  ...[64002, 64008, 64009].map((code) => ({ on: 'processor', do: 'refuse', code })),
  ...['validation-error', 'internal-error', 'unheard-of'].map((result) => ({
    on: 'processor',
    do: 'end',
    result,
  })),
]

describe('S15, S16, S21, S22, S23, I1, I3: with something broken between Twilio and us', () => {
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

  test.each([...restFaults, ...callbackFaults, ...entryFaults, ...processorFaults].map(named))(
    '%s, once: the caller is told the truth',
    async (_, fault) => {
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

function named<Rule extends object>(rule: Rule): [name: string, rule: Rule] {
  return [Object.values(rule).join(' '), rule]
}
