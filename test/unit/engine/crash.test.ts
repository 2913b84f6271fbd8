import { afterAll, expect, test } from 'vitest'
import { crashSuite } from '../../support/drill/crash-suite.ts'
import { payments } from '../../support/drill/payments.ts'
import {
  awaitsIn,
  awaitsMet,
  ioIn,
  namesOfPorts,
  ports,
  useCases,
  worlds,
} from '../../support/drill/sites.ts'
import { memoryStores } from '../../support/memory/stores.ts'

const met = crashSuite({ name: 'memory', makeStores: memoryStores, payments })

/** By the name that the world has for the port: `sessions.save`. */
const iosOfPorts = () => {
  const names = namesOfPorts(worlds())
  return ioIn(ports()).map((io) => {
    const [port = '', method = ''] = io.split('.')
    return `${names.get(port) ?? port}.${method}`
  })
}

/**
 * Where no drill has been yet: a look-up takes hours to come, and the queue an outage. They have
 * tests of their own, which do not kill at every I/O. What comes to be met leaves this list.
 */
const elsewhere = {
  files: /^lambda\/use-cases\/(outage\/|look-up-charge)/,
  lines: /\(receivedAt\)|queueCallback|lookUpCharge/,
  ios: /^(lookUp|callbacks|ProcessorLookUp)\./,
}

const isElsewhere = (place: string): boolean => {
  const [path = '', line = ''] = place.split(':')
  const source = useCases()
    .find((one) => one.path === path)
    ?.text.split('\n')[Number(line) - 1]
  return elsewhere.files.test(path) || elsewhere.lines.test(source ?? '')
}

/** After all payments, in whatever order they came; a run of some of them proves nothing. */
afterAll(() => {
  if (met.payments.size < payments.length) return
  const killed = awaitsMet(met.stacks)
  const missed = awaitsIn(useCases()).filter((place) => !killed.has(place) && !isElsewhere(place))
  expect(missed, 'No payment of the drill is killed at these awaits of the use cases.').toEqual([])
  const untried = iosOfPorts().filter((io) => !met.ios.has(io) && !elsewhere.ios.test(io))
  expect(untried, 'No payment of the drill is killed at these I/Os of the ports.').toEqual([])
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
})
