import type { SwitchRow } from '../../../../local/twilio/switches/row.ts'
import type { JourneyOptions } from '../world.ts'
import type { Stage } from './stage.ts'

export type Delivery = 'push' | 'poll'

/** A whole payment, or a whole attempt at one, that says itself what must become of it. */
export interface Journey {
  readonly name: string
  readonly deliveries: readonly Delivery[]
  readonly world: Omit<JourneyOptions, 'delivery'>
  readonly play: (stage: Stage) => Promise<void>
}

type Given = Pick<Journey, 'name' | 'play'> & Partial<Journey>

/** Alone with the flow, by both ways to deliver a prompt. */
export const guided = (given: Given): Journey => ({
  deliveries: ['push', 'poll'],
  world: {},
  ...given,
})

/** With an agent, when the flow says nothing and the way makes no difference. */
export const assisted = (given: Given): Journey => ({ deliveries: ['push'], world: {}, ...given })

/** Where the way to deliver a prompt makes no difference, one of the two. */
export const byPush = (journey: Journey): Journey => ({ ...journey, deliveries: ['push'] })
export const byPoll = (journey: Journey): Journey => ({ ...journey, deliveries: ['poll'] })

type SomeJourneys = readonly [Journey, ...Journey[]]

/** Which journeys show that the flow lives with each value of each switch: none can be left out. */
export type JourneysOf<Rows extends Readonly<Record<string, SwitchRow>>> = {
  readonly [Name in keyof Rows]: Readonly<Record<Rows[Name]['values'][number], SomeJourneys>>
}
