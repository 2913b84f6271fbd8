import { expect } from 'vitest'
import { metrics } from '../../../../lambda/metrics.ts'
import { Agent } from '../agent.ts'
import { Caller, type CallWanted } from '../caller.ts'
import type { JourneyWorld } from '../world.ts'
import { type Ending, endingOf, expectTruth } from './truth.ts'

/** Longer than a charge may be without a verdict: whatever comes late has come by then. */
const LATER_MS = 4 * 60_000

/** Half the keys, where what is asked for makes no difference. */
export const shortCard = { securityCode: 'false', postalCode: 'false' } as const

/** Where one journey is played: a world of its own, with the switch already set. */
export class Stage {
  readonly world: JourneyWorld
  readonly agent: Agent
  readonly #callers: Caller[] = []
  readonly #expected = new Set<string>()

  constructor(world: JourneyWorld) {
    this.world = world
    this.agent = new Agent(world)
  }

  /** A caller comes in to pay. */
  async calls(wanted: CallWanted = {}): Promise<Caller> {
    return this.#knows(await Caller.calls(this.world, wanted))
  }

  /** A caller comes in to pay, and has agreed to the offer. */
  async agrees(wanted: CallWanted = {}): Promise<Caller> {
    const caller = await this.calls(wanted)
    await caller.agrees()
    return caller
  }

  /** A caller talks to an agent. */
  async talks(): Promise<Caller> {
    const caller = this.#knows(await Caller.callsPerson(this.world))
    await this.world.passes(1_000)
    return caller
  }

  /** A caller talks to an agent, who has started a session for a short card. */
  async starts(wanted: Readonly<Record<string, unknown>> = {}) {
    const caller = await this.talks()
    const sessionId = await this.agent.starts(caller.callSid, {
      amount: '42.50',
      currency: 'USD',
      securityCode: false,
      postalCode: false,
      ...wanted,
    })
    return { caller, sessionId }
  }

  /** What a person is called for in this journey, and in no other. */
  alarms(...names: readonly (keyof typeof metrics)[]): void {
    for (const name of names) this.#expected.add(metrics[name])
  }

  /** How it ended, when all that may come late has come. */
  async ends(caller: Caller, wanted: Ending): Promise<void> {
    const { agent, world } = this
    if (wanted.status === 'unresolved') this.alarms('sessionUnresolved')
    if (isNotTaken(wanted)) this.alarms('twilioFailed')
    // Cheaper to ask; to whom the flow does not speak, it does not end the call either.
    if (wanted.heard !== null) await world.until(() => caller.isOver())
    await world.until(async () => isEnded(await agent.sessionOfCall(caller.callSid)))
    await world.passes(LATER_MS)
    expect(await endingOf(this, { caller, wanted })).toEqual(wanted)
  }

  /** What is true of every journey, however it ended. */
  async tellsTheTruth(): Promise<void> {
    for (const caller of this.#callers) await expectTruth(this, caller)
    const called = Object.values(metrics).filter((metric) =>
      this.world.logLines.some((line) => line.includes(`"${metric}":1`)),
    )
    const counted = [metrics.sessionSucceeded, metrics.sessionFailed, metrics.sessionCancelled]
    const alarms = called.filter((metric) => !counted.some((usual) => usual === metric))
    expect(alarms).toEqual([...this.#expected])
  }

  #knows(caller: Caller): Caller {
    this.#callers.push(caller)
    return caller
  }
}

const isNotTaken = ({ reason }: Ending): boolean =>
  reason === 'refused-by-twilio' || reason === 'twilio-unavailable'

const isEnded = ({ status }: Record<string, unknown>): boolean =>
  status === 'succeeded' || status === 'failed' || status === 'cancelled' || status === 'unresolved'
