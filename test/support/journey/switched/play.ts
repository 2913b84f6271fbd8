import { describe, test } from 'vitest'
import type { SwitchRow } from '../../../../local/twilio/switches/row.ts'
import { journeyWorld } from '../world.ts'
import type { Delivery, Journey } from './journey.ts'
import { Stage } from './stage.ts'
import { switchJourneys } from './tables/index.ts'

type Journeys = Readonly<Record<string, Readonly<Record<string, readonly Journey[]>>>>

/**
 * Plays the journeys of each value of each switch; one that has none fails. What is wanted of the
 * defaults of several switches is played once, since it is the same world.
 */
export function playSwitches(rows: Readonly<Record<string, SwitchRow>>): void {
  const defaults = Object.entries(rows).flatMap(([name, { values }]) => wanted(name, values[0]))
  describe('with every switch at its default', () => {
    playEach([...new Set(defaults)], {})
  })
  const others = Object.entries(rows).flatMap(([name, { values }]) =>
    values.slice(1).map((value) => ({ name, value })),
  )
  describe.each(others)('with $name=$value', ({ name, value }) => {
    playEach(wanted(name, value), { [name]: value })
  })
}

function wanted(name: string, value: string): readonly Journey[] {
  const table: Journeys = switchJourneys
  const journeys = table[name]?.[value] ?? []
  if (journeys.length === 0) throw new Error(`No journey is played with ${name}=${value}.`)
  return journeys
}

function playEach(journeys: readonly Journey[], settings: Readonly<Record<string, string>>): void {
  const cases = journeys.flatMap((journey) =>
    journey.deliveries.map(
      (delivery) => [`${journey.name} (${delivery})`, { journey, delivery }] as const,
    ),
  )
  test.each(cases)('%s', (_, { journey, delivery }) => play(journey, { delivery, settings }))
}

async function play(
  journey: Journey,
  how: { readonly delivery: Delivery; readonly settings: Readonly<Record<string, string>> },
): Promise<void> {
  const world = await journeyWorld({ ...journey.world, delivery: how.delivery })
  const stage = new Stage(world)
  try {
    await world.switches(how.settings)
    await journey.play(stage)
    await stage.tellsTheTruth()
  } finally {
    await world.stop()
  }
}
