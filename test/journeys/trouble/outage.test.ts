import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import type { TwimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'
import { counted, keysOfCard, onTheLine, patientLine } from '../../support/outage/on-the-line.ts'

const MINUTE_MS = 60_000
const allFields = [
  'payment-card-number',
  'expiration-date',
  'security-code',
  'postal-code',
] as const

/** Its verdict takes 45 seconds. */
const slowCard = '4000000000000341'

describe.each(['push', 'poll'] as const)('ten minutes without the database (%s)', (delivery) => {
  let world: JourneyWorld
  let agent: Agent
  let line: TwimlServer

  beforeEach(async () => {
    world = await journeyWorld({ delivery })
    agent = new Agent(world)
    line = await patientLine()
  })
  afterEach(async () => {
    expect(world.callbackQueue.waiting()).toEqual([])
    expect(world.callbackQueue.deadLetters()).toEqual([])
    await world.stop()
    await line.stop()
  })

  const outage = async () => {
    await world.passes(10 * MINUTE_MS)
    world.outage.ends()
    await world.passes(5 * MINUTE_MS)
  }

  test('lose no verdict, of callers alone or with an agent, nor what was keyed', async () => {
    const patient = await Caller.calls(world, { reference: 'SLOW' })
    await patient.agrees()
    await patient.keysCard({ number: slowCard })
    const keying = await Caller.calls(world, { reference: 'KEYING' })
    await keying.agrees()
    await keying.hears(/enter your card number/)
    const desk = { agent, line }
    const charged = await onTheLine(world, { ...desk, keyed: allFields, number: slowCard })
    await agent.posts(`/sessions/${charged.sessionId}/complete`)
    const halfway = await onTheLine(world, { ...desk, keyed: allFields.slice(0, 3) })
    await agent.posts(`/sessions/${halfway.sessionId}/captures`, { field: 'postal-code' })
    const quick = await Caller.calls(world, { reference: 'QUICK' })
    await quick.agrees()
    await quick.keysCard()
    await world.until(() =>
      world.simulator.ledger().some((entry) => entry.callSid === quick.callSid),
    )

    world.outage.begins()
    await keying.presses(keysOfCard['payment-card-number'])
    await halfway.caller.presses(keysOfCard['postal-code'])
    await outage()

    for (const { callSid } of [patient, quick, charged.caller]) {
      const session = await agent.sessionOfCall(callSid)
      expect(session).toMatchObject({ status: 'succeeded', money: 'moved' })
    }
    expect(await agent.sessionOfCall(keying.callSid)).toMatchObject({
      status: 'failed',
      reason: 'caller-hung-up',
      money: 'not-moved',
    })
    expect(await agent.session(halfway.sessionId)).toMatchObject({
      status: 'collecting',
      captured: allFields,
    })
    expect(world.simulator.ledger()).toHaveLength(3)
    expect(await agent.completes(halfway.sessionId)).toMatchObject({ status: 'succeeded' })
    expect(world.simulator.ledger()).toHaveLength(4)
    // Each that counted waited for the table: three verdicts, two entries, and calls that ended.
    expect(counted(world, 'CallbackQueued')).toBeGreaterThanOrEqual(5)
    expect(counted(world, 'CallbackReplayed')).toBe(counted(world, 'CallbackQueued'))
  })
})
