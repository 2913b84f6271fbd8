import { expect, test } from 'vitest'
import { Choices } from '../../support/simulation/chance/choices.ts'
import { Watch } from '../../support/simulation/checks/watch.ts'
import { Spells } from '../../support/simulation/spells.ts'
import type { Surroundings } from '../../support/simulation/surroundings.ts'
import { Clockwork } from '../../support/simulation/time/clockwork.ts'
import { Functions } from '../../support/simulation/time/functions.ts'
import { Trace } from '../../support/simulation/trace.ts'
import { Weather } from '../../support/simulation/weather.ts'

function around(renamedStatus: Surroundings['renamedStatus']): Surroundings {
  const choices = new Choices({ seed: 1, index: 0 })
  const clock = new Clockwork()
  const weather = new Weather(choices)
  return {
    ...{ clock, choices, weather, renamedStatus },
    hasTwoVersions: true,
    spells: new Spells({ clock, choices, weather }),
    watch: new Watch(() => clock.stop()),
    trace: new Trace({ isOn: false, now: () => clock.nowMs }),
    ...{ delivery: 'push', hasLookUp: false, hasOperator: false },
  }
}

/** Whether each of many functions, started one after the other, runs the next version. */
function versionsOf(surroundings: Surroundings): ReadonlySet<boolean> {
  const functions = new Functions(surroundings)
  const found = new Set<boolean>()
  for (let index = 0; index < 50; index++) {
    functions.call({
      name: 'any',
      limitMs: 1_000,
      run: async ({ isNextVersion }) => void found.add(isNextVersion),
      done: () => {},
    })
  }
  return found
}

test('two versions run side by side while there is trouble', () => {
  expect(versionsOf(around('completing'))).toEqual(new Set([true, false]))
})

test('a deployment that renames a status is over when the storm is', () => {
  const surroundings = around('completing')
  surroundings.weather.clearUp()

  expect(versionsOf(surroundings)).toEqual(new Set([true]))
})

test('a deployment that renames none may last', () => {
  const surroundings = around(null)
  surroundings.weather.clearUp()

  expect(versionsOf(surroundings)).toEqual(new Set([true, false]))
})
