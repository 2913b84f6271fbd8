import { describe, expect, test } from 'vitest'
import { personAtTerminal } from '../../../local/probe/person/person-at-terminal.ts'
import { screenTo, withoutSecrets } from '../../../local/probe/report/screen.ts'
import { textTable } from '../../../local/probe/report/table.ts'
import { jsonReport, writtenReport } from '../../../local/probe/report/written.ts'
import { virtualTime } from '../../../local/twilio/time.ts'

describe('a person at the terminal', () => {
  const started = (isTerminal: boolean) => {
    const time = virtualTime({ startAtMs: 0 })
    let text = ''
    const write = (more: string) => {
      text += more
    }
    const screen = screenTo({ isTerminal, secrets: [], write })
    return { person: personAtTerminal({ screen, time }), time, text: () => text }
  }

  test('is told what to press, and how much time is left, until it is done', async () => {
    const { person, text, time } = started(true)

    const asked = await person.press('94105#', 3_000)
    time.advance(2_000)
    asked()
    time.advance(5_000)

    expect(text()).toContain('Press 9 4 1 0 5 on the phone, then #.')
    expect(text().match(/\d seconds left/g)).toEqual([3, 2, 1].map((n) => `${n} seconds left`))
    expect(time.pending).toBe(0)
  })

  test('is told not to press # where it would be another key', async () => {
    const { person, text } = started(false)

    await person.press('123', 3_000)
    await person.hangUp(3_000)

    expect(text()).toContain('Press 1 2 3 on the phone, and no other key.')
    expect(text()).toContain('Hang up')
    expect(text()).not.toContain('left')
  })
})

test.each([
  ['card 4111111111111111.', 'card xxxxxxxxxxxx1111.'],
  ['{"a":"378282246310005"}', '{"a":"xxxxxxxxxxx0005"}'],
  ['Bearer open-sesame!', 'Bearer [hidden]!'],
  [`CA${'1'.repeat(32)}`, `CA${'1'.repeat(32)}`],
  ['Press 4 1 1 1 on the phone', 'Press 4 1 1 1 on the phone'],
])('%s is shown as %s', (text, shown) => {
  expect(withoutSecrets(text, ['open-sesame', ''])).toBe(shown)
})

test('a table keeps within its width, and loses nothing', () => {
  const columns = [
    { heading: 'One', share: 1 },
    { heading: 'Two', share: 2 },
  ]
  const rows = [
    ['a word and another', 'averyveryverylongwordwithoutanyspaceinside'],
    ['', 'short'],
  ]

  const lines = textTable(columns, { rows, width: 32 }).split('\n')

  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(32)
  expect(lines).toEqual([
    'One         Two',
    '----------  --------------------',
    'a word and  averyveryverylongwor',
    'another     dwithoutanyspaceinsi',
    '            de',
    '            short',
  ])
})

describe('the report', () => {
  const report = {
    callSid: 'CA1',
    leftOpen: [],
    stopped: false,
    outcomes: [
      { name: 'cardMask', kind: 'tried', value: 'dashes', saw: 'xxxx-1111' },
      { name: 'secondSession', kind: 'tried', value: 'rest', saw: 'answered 64021' },
      { name: 'requiredNames', kind: 'tried', value: null, saw: 'not seen: no callback came' },
      { name: 'timeoutError', kind: 'not tried', why: 'needs --with-keys' },
    ],
  } as const

  test('tells what Twilio did, what the simulator does, and what to set', () => {
    const text = writtenReport(report, 140)

    expect(text).toMatch(/\(cardMask\) +dashes: xxxx-1111 +plain +\{"cardMask":"dashes"\}/)
    expect(text).toMatch(/rest: answered 64021 +rest +as it is/)
    expect(text).toContain('? not seen: no callback came')
    expect(text).toContain('PUT /switches {"cardMask":"dashes"}\n')
    expect(text).toContain('Not tried, needs --with-keys: timeoutError.')
    expect(text).toContain('pciMode: ')
  })

  test('tells a program the same', () => {
    const { notTried, tried } = JSON.parse(jsonReport(report))

    expect(tried[0]).toMatchObject({
      name: 'cardMask',
      value: 'dashes',
      assumed: 'plain',
      flip: '{"cardMask":"dashes"}',
    })
    expect(tried[1]).toMatchObject({ value: 'rest', assumed: 'rest', flip: null })
    expect(notTried).toEqual([{ name: 'timeoutError', why: 'needs --with-keys' }])
  })
})
