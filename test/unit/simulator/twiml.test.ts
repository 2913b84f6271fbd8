import { describe, expect, test } from 'vitest'
import { parseTwiml } from '../../../local/twilio/twiml/parse.ts'

describe('TwiML', () => {
  test('is read with its prologue, comments and defaults', () => {
    const verbs = parseTwiml(`<?xml version="1.0" encoding="UTF-8"?>
      <!-- a comment -->
      <Response>
        <Gather numDigits="1"><Pause/></Gather>
        <Redirect method="GET">
          https://example.com/a?b=1&amp;c=2
        </Redirect>
      </Response>`)

    expect(verbs).toEqual([
      {
        kind: 'gather',
        action: '',
        method: 'POST',
        numDigits: 1,
        timeoutMs: 5_000,
        finishOnKey: '#',
        actionOnEmptyResult: false,
        prompts: [{ kind: 'pause', lengthMs: 1_000 }],
      },
      { kind: 'redirect', url: 'https://example.com/a?b=1&c=2', method: 'GET' },
    ])
  })

  test('may be an empty document', () => {
    expect(parseTwiml('<Response/>')).toEqual([])
    expect(parseTwiml('<Response></Response>')).toEqual([])
  })

  test('keeps an empty finishOnKey, which means no key', () => {
    expect(parseTwiml('<Response><Gather finishOnKey=""/></Response>')).toMatchObject([
      { finishOnKey: '' },
    ])
  })

  test('names a verb it cannot play', () => {
    expect(parseTwiml('<Response><Record/></Response>')).toEqual([
      { kind: 'unknown', name: 'Record' },
    ])
  })

  test('knows the letters behind numeric entities', () => {
    expect(parseTwiml('<Response><Say>caf&#233; &#x20AC;5</Say></Response>')).toMatchObject([
      { text: 'café €5' },
    ])
  })

  test('reads CDATA as text', () => {
    expect(parseTwiml('<Response><Say><![CDATA[a < b &amp; c]]></Say></Response>')).toMatchObject([
      { text: 'a < b &amp; c' },
    ])
  })

  test.each([
    '',
    ' ',
    'hello',
    '<a/>',
    '<Response>',
    '<Response/><Response/>',
    '{}',
    '<Response><Say>a & b</Say></Response>',
    '<Response><Redirect>https://a.b/?c=1&d=2</Redirect></Response>',
    '<Response><Say>&nbsp;</Say></Response>',
  ])('is not %j', (source) => {
    expect(parseTwiml(source)).toBeUndefined()
  })
})
