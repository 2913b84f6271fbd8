import { describe, expect, test } from 'vitest'
import type { Person } from '../../../local/probe/person/person.ts'
import { jsonReport, writtenReport } from '../../../local/probe/report/written.ts'
import { type Bench, benchWith, foundBy, skippedBy } from './probed.ts'

/** Does what the test says when it is asked for keys. */
const personWho = (press: () => void | Promise<void>): Person => ({
  async press() {
    await press()
    return () => undefined
  },
  hangUp: async () => () => undefined,
  tell: () => undefined,
})

const nothingIsOpen = ({ call }: Bench) =>
  call.simulator.calls().every(({ payment }) => payment === null || payment.state === 'closed')

const hangUp = ({ call }: Bench) =>
  fetch(`${call.url}/caller/calls/${call.callSid}/hangup`, { method: 'POST' }).then(() => undefined)

describe('whatever happens, no session stays open:', () => {
  test.each([undefined, ['cardMask'] as const])('after questions (%s)', async (only) => {
    const bench = await benchWith()
    await bench.probe({ only })
    expect(nothingIsOpen(bench)).toBe(true)
  })

  test('after Ctrl-C in the middle of an entry', async () => {
    const bench = await benchWith()
    const stopping = new AbortController()
    let wasOpen = false
    const person = personWho(() => {
      wasOpen = !nothingIsOpen(bench)
      stopping.abort()
    })

    const report = await bench.probe({ only: ['cardMask'] }, { person, stop: stopping.signal })

    expect(wasOpen).toBe(true)
    expect(report).toMatchObject({ stopped: true, outcomes: [], leftOpen: [] })
    expect(nothingIsOpen(bench)).toBe(true)
  })

  test('after a question that fails', async () => {
    const bench = await benchWith()
    const person = personWho(() => {
      throw new Error('The phone is on fire.')
    })

    const report = await bench.probe({ only: ['cardMask'] }, { person })

    expect(report.outcomes).toMatchObject([{ value: null, saw: 'The phone is on fire.' }])
    expect(nothingIsOpen(bench)).toBe(true)
  })

  test('when Twilio opens one and its answer is lost', async () => {
    const bench = await benchWith()
    const lost = { on: 'rest', operation: 'create', do: 'reset-executed', times: 1 }
    await bench.put('/faults', { rules: [lost] })

    const report = await bench.probe({ only: ['callbackDates', 'requiredNames'] })

    expect(foundBy(report)).toEqual({ callbackDates: null, requiredNames: null })
    expect(report.leftOpen).toEqual([])
    expect(nothingIsOpen(bench)).toBe(true)
  })

  test('when Twilio is busy for a while', async () => {
    const bench = await benchWith()
    await bench.put('/faults', {
      rules: [
        { on: 'rest', operation: 'create', do: '429', times: 2 },
        { on: 'rest', operation: 'cancel', do: '500-not-executed', times: 2 },
      ],
    })

    const report = await bench.probe({ only: ['sequenceError'] })

    expect(foundBy(report)).toEqual({ sequenceError: 'callback' })
    expect(nothingIsOpen(bench)).toBe(true)
  })

  test('and if one does, it is named, with what to do', async () => {
    const bench = await benchWith()
    const failing = { on: 'rest', operation: 'cancel', do: '500-not-executed' }
    await bench.put('/faults', { rules: [failing] })

    const report = await bench.probe({ only: ['sequenceError'] })

    const sid = bench.call.simulator.calls()[0]?.payment?.sid ?? 'none'
    expect(report.leftOpen).toEqual([sid])
    expect(writtenReport(report, 100)).toContain(`still be open: ${sid}. Hang up ${report.callSid}`)
    expect(JSON.parse(jsonReport(report))).toMatchObject({ leftOpen: [sid] })
  })
})

describe('a call', () => {
  test('that is over is refused, with how to get one', async () => {
    const bench = await benchWith()
    await hangUp(bench)

    await expect(bench.probe()).rejects.toThrow(/ is completed, not in progress\. Call a number/)
  })

  test('that ends meanwhile ends the questions, too', async () => {
    const bench = await benchWith()

    const report = await bench.probe(
      { only: ['closedSessionUpdate', 'cardMask', 'timeoutError', 'poundEndsEntry'] },
      { person: personWho(() => hangUp(bench)) },
    )

    expect(foundBy(report)).toEqual({ closedSessionUpdate: '20404' })
    expect(skippedBy(report)).toEqual(['cardMask', 'poundEndsEntry', 'timeoutError'])
    expect(report.leftOpen).toEqual([])
  })

  test('goes on with what it did, and is not ended, unless that is allowed', async () => {
    const bench = await benchWith()
    const heard = () => bench.call.simulator.calls()[0]?.heard.length

    const before = heard()
    await bench.probe({ allowed: ['keys'] })

    expect(heard()).toBe(before)
    expect(bench.call.simulator.calls()[0]?.status).toBe('in-progress')
  })
})

test('nothing that is printed has a card number, a token or a key in it', async () => {
  const bench = await benchWith()
  const { account } = bench.call.simulator

  const report = await bench.probe()
  const printed = [bench.said(), writtenReport(report, 100), jsonReport(report)].join('\n')

  expect(printed).toContain('xxxxxxxxxxxx1111')
  for (const secret of [account.authToken, account.homeAuthToken, account.apiKeySecret]) {
    expect(printed).not.toContain(secret)
  }
  expect(printed).not.toMatch(/(?<![0-9a-f])\d{12,19}(?![0-9a-f])/)
})
