import { describe, expect, test } from 'vitest'
import { type SwitchName, switchRows } from '../../../local/twilio/switches.ts'
import { benchWith, foundBy, skippedBy } from './probed.ts'

/** What a call cannot tell, and no others. */
const beyondReach = ['firstWebhookStatus', 'hangUpWhileProcessing', 'pciMode', 'sessionExpiry']

const isName = (name: string): name is SwitchName => name in switchRows
const names = Object.keys(switchRows)
  .filter(isName)
  .filter((name) => !beyondReach.includes(name))

const settings = names.flatMap((name) =>
  switchRows[name].values.map((value) => ({ name, value }) as const),
)

describe('the probe finds out, one by one, that the simulator has', () => {
  test.each(settings)('$name: $value', async ({ name, value }) => {
    const { probe } = await benchWith({ [name]: value })

    const report = await probe({ only: [name] })

    expect(foundBy(report)).toEqual({ [name]: value })
    expect(report).toMatchObject({ stopped: false, leftOpen: [] })
  })
})

describe('the probe finds out everything at once', () => {
  const valuesAt = (place: number) =>
    Object.fromEntries(names.map((name) => [name, switchRows[name].values.at(place) ?? '']))

  test.each([
    ['as it is', 0],
    ['with every switch at its second value', 1],
    ['with every switch at its last value', -1],
  ])('%s', async (_, place) => {
    const { probe } = await benchWith(valuesAt(place))

    const report = await probe()

    expect(foundBy(report)).toEqual(valuesAt(place))
    expect(skippedBy(report)).toEqual([])
  })
})

describe('without a public URL', () => {
  test('the probe tries what REST tells, and says what the rest needs', async () => {
    const { probe } = await benchWith()

    const report = await probe({ hasCallbacks: false, allowed: [] })

    const found = foundBy(report)
    expect(found).toMatchObject({ closedSessionUpdate: '20404', secondSession: 'rest' })
    const { outcomes } = report
    expect(outcomes.find(({ name }) => name === 'cardMask')).toMatchObject({
      why: 'needs --public-url and --with-keys',
    })
    for (const [name, value] of Object.entries(found)) {
      const isDefault = isName(name) && value === switchRows[name].values[0]
      // Accepted for now: whether a callback takes it back cannot be known.
      expect([name, isDefault || (name === 'sequenceError' && value === null)]).toEqual([
        name,
        true,
      ])
    }
  })

  test.each([
    ['secondSession', 'callback', null],
    ['sequenceError', 'rest', 'rest'],
    ['tokenTypeWithAmount', 'refused', 'refused'],
    ['idempotencyKeyReplay', 'refused', 'refused'],
    ['idempotencyKeyReplay', 'no', 'no'],
    ['invalidValueError', 'callback', 'callback'],
    ['matcherUnasked', 'accepted', 'accepted'],
  ] as const)('%s: %s is seen as %s', async (name, value, seen) => {
    const { probe } = await benchWith({ [name]: value })

    expect(foundBy(await probe({ hasCallbacks: false, only: [name] }))).toEqual({ [name]: seen })
  })
})
