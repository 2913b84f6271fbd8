import { Choices } from '../chance/choices.ts'
import { Watch } from '../checks/watch.ts'
import { noTampering } from '../places/tampering.ts'
import { Scene } from '../scene.ts'
import { Spells } from '../spells.ts'
import type { Surroundings } from '../surroundings.ts'
import { Clockwork } from '../time/clockwork.ts'
import { Trace } from '../trace.ts'
import { Weather } from '../weather.ts'

/** A scene on which nothing goes wrong, and everybody does what is mostly done. */
export function ordinaryScene(of: {
  readonly delivery: Surroundings['delivery']
  readonly firstNumber: number
  readonly isTraced: boolean
}) {
  const { delivery, firstNumber, isTraced } = of
  const choices = new Choices([])
  const clock = new Clockwork()
  const weather = new Weather(choices)
  const watch = new Watch(() => clock.stop())
  const trace = new Trace({ isOn: isTraced, now: () => clock.nowMs })
  const around: Surroundings = {
    ...{ clock, choices, weather, watch, trace, delivery },
    spells: new Spells({ clock, choices, weather }),
    ...{ hasTwoVersions: false, renamedStatus: null, hasLookUp: false, hasOperator: false },
  }
  return { scene: new Scene(around, { tampering: noTampering, firstNumber }), clock, watch, trace }
}
