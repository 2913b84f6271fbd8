import { describe, expect, test } from 'vitest'
import { JsonJournal } from '../../../../lambda/adapters/system/journal.ts'
import type { JournalEntry } from '../../../../lambda/ports/journal.ts'
import { NOON } from '../../../support/a-session.ts'

function lineOf(entry: JournalEntry): Record<string, unknown> {
  const lines: string[] = []
  const write = (line: string) => void lines.push(line)
  new JsonJournal({ write, now: () => NOON, sessionsTable: 'sessions-of-the-shop' }).write(entry)
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toContain('\n')
  return JSON.parse(lines[0] ?? '')
}

describe('a line of the log', () => {
  test('is one line of JSON with the time it was written', () => {
    const line = lineOf({ level: 'info', message: 'session changed', status: 'failed', step: 5 })

    expect(line).toEqual({
      time: '2026-11-23T12:00:00.000Z',
      level: 'info',
      message: 'session changed',
      status: 'failed',
      step: 5,
    })
  })

  test('has nothing that is not on the list, whatever object it is handed', () => {
    const careless = { level: 'info', message: 'x', body: '4111111111111111', url: 'https://a' }
    const entry: JournalEntry = { ...careless, level: 'info' }

    expect(Object.keys(lineOf(entry)).sort()).toEqual(['level', 'message', 'time'])
  })

  test('cannot be broken into two by what is written', () => {
    const line = lineOf({ level: 'warn', message: 'a\r\n{"level":"error"}\u2028' })

    expect(line['level']).toBe('warn')
  })

  test('counts its metric in CloudWatch’s embedded format, once, and for its deployment alone', () => {
    const line = lineOf({ level: 'error', message: 'bug', metric: 'UnexpectedError' })

    expect(line).toMatchObject({
      UnexpectedError: 1,
      SessionsTable: 'sessions-of-the-shop',
      _aws: {
        Timestamp: NOON,
        CloudWatchMetrics: [
          {
            Namespace: 'IvrPaymentFlow',
            Dimensions: [['SessionsTable']],
            Metrics: [{ Name: 'UnexpectedError', Unit: 'Count' }],
          },
        ],
      },
    })
  })

  test('without a metric counts nothing', () => {
    expect(lineOf({ level: 'info', message: 'callback taken' })).not.toHaveProperty('_aws')
  })
})
