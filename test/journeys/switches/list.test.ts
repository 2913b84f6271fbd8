import { expect, test } from 'vitest'
import { callbackSwitches } from '../../../local/twilio/switches/callbacks.ts'
import { entrySwitches } from '../../../local/twilio/switches/entry.ts'
import { requestSwitches } from '../../../local/twilio/switches/requests.ts'
import { sessionSwitches } from '../../../local/twilio/switches/sessions.ts'
import { switchRows } from '../../../local/twilio/switches.ts'
import { switchJourneys } from '../../support/journey/switched/tables/index.ts'

test('every switch of the simulator is played here, in one of four files', () => {
  const played = [callbackSwitches, entrySwitches, requestSwitches, sessionSwitches]

  expect(played.flatMap((rows) => Object.keys(rows))).toEqual(Object.keys(switchRows))
})

test('each of its values has a journey', () => {
  const wanted = Object.entries(switchRows).map(([name, { values }]) => [name, [...values].sort()])
  const there = Object.entries(switchJourneys).map(([name, values]) => [
    name,
    Object.keys(values).sort(),
  ])

  expect(there).toEqual(wanted)
})
