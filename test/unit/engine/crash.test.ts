import { afterAll, expect, test } from 'vitest'
import { meetingsMissedBy } from '../../support/drill/checks/meetings.ts'
import { crashSuite } from '../../support/drill/crash-suite.ts'
import { payments } from '../../support/drill/payments/all.ts'
import {
  awaitsIn,
  awaitsMet,
  callsIn,
  callsMet,
  iosOfPorts,
  useCases,
} from '../../support/drill/sites.ts'
import { memoryStores } from '../../support/memory/stores.ts'

const met = crashSuite({
  name: 'memory',
  makeStores: memoryStores,
  payments,
  isSample: false,
})

/** After all payments, in whatever order they came; a run of some of them proves nothing. */
afterAll(() => {
  if (met.payments.size < payments.length) return
  const killed = awaitsMet(met.stacks)
  const missed = awaitsIn(useCases()).filter((place) => !killed.has(place))
  expect(missed, 'No payment of the drill is killed at these awaits of the use cases.').toEqual([])
  const asked = callsMet(met.stacks)
  const unasked = callsIn(useCases(), iosOfPorts()).filter((call) => !asked.has(call))
  expect(unasked, 'No payment of the drill is killed where these I/Os are asked for.').toEqual([])
  const untried = iosOfPorts().filter((io) => !met.ios.has(io))
  expect(untried, 'No payment of the drill is killed at these I/Os of the ports.').toEqual([])
  const unmet = meetingsMissedBy(met.killed)
  expect(unmet, 'No payment of the drill is killed where these meet a session.').toEqual([])
})

test('no two payments of the drill have one name, by which it knows what it has met', () => {
  const names = payments.map(({ name }) => name)

  expect(new Set(names).size).toBe(names.length)
})

test('the drill knows every I/O that a use case asks for, awaited or not', () => {
  const path = 'lambda/use-cases/new.ts'
  const text = [
    'return world.sessions.load(id).then(tell)',
    '// world.sessions.load(id)',
    'const started = [world.claims',
    '  .find(key), payments.send(command)]',
  ]
  const found = callsIn([{ path, text: text.join('\n') }], iosOfPorts())

  expect(found).toEqual([
    `${path}:1 sessions.load`,
    `${path}:4 claims.find`,
    `${path}:4 payments.send`,
  ])
  const stack = `Error: claims.find\n    at run (/x/crash.ts:1:1)\n    at ask (/x/${path}:4:9)`
  expect([...callsMet([`${stack}\n    at tell (/x/${path}:1:8)`])]).toEqual([found[1]])
  expect(callsIn(useCases(), iosOfPorts()).length).toBeGreaterThan(30)
})

test('the drill knows every await of the use cases, and every port', () => {
  const source = {
    path: 'lambda/use-cases/new.ts',
    text: '// await\nsay()\nreturn (await ask())\n',
  }

  expect(awaitsIn([source])).toEqual(['lambda/use-cases/new.ts:3'])
  expect(awaitsIn(useCases()).length).toBeGreaterThan(50)
  expect([...awaitsMet([`Error\n    at ask (/x/${source.path}:3:12)`])]).toEqual(awaitsIn([source]))
  expect(iosOfPorts()).toEqual(
    expect.arrayContaining(['sessions.save', 'claims.handOver', 'payments.send', 'calls.say']),
  )
  expect(iosOfPorts()).toEqual(expect.arrayContaining(['verifier.sealHolds', 'surroundings.wait']))
  expect(iosOfPorts()).toEqual(expect.arrayContaining(['lookUp.ask', 'callbacks.put']))
})
