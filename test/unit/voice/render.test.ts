import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { promptKeyOf } from '../../../lambda/domain/guide/prompt.ts'
import { allStatuses, type Session } from '../../../lambda/domain/session/session.ts'
import { canReturnTo } from '../../../lambda/voice/afterwards.ts'
import { renderHush, renderNotStarted, renderSession } from '../../../lambda/voice/render.ts'
import type { Turn } from '../../../lambda/voice/turn.ts'
import { aSession } from '../../support/a-session.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const publicBaseUrl = 'https://pay.example.com/stage'
const push = { delivery: 'push', publicBaseUrl } as const
const poll = { delivery: 'poll', publicBaseUrl } as const

const turnOf = (session: Session, more: Partial<Turn> = {}): Turn => ({
  key: promptKeyOf(session),
  silences: 0,
  quietSeconds: 0,
  ...more,
})

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
})

/** The document as a browser of XML would see it, entities resolved. */
const read = (twiml: string) => parser.parse(twiml)['Response']

const turns = [undefined, 0, 1, 2, 3].flatMap((silences) =>
  [0, 2, 18].map((quietSeconds) => ({ silences, quietSeconds })),
)

describe.each([push, poll])(
  'what a call is told when prompts are delivered by $delivery',
  (voice) => {
    test.each(allStatuses)('is well-formed at every turn while %s', (status) => {
      const session = sessionIn(status)

      const documents = turns.map(({ silences, quietSeconds }) =>
        silences === undefined
          ? renderSession(session, { voice })
          : renderSession(session, { voice, turn: turnOf(session, { silences, quietSeconds }) }),
      )

      expect(documents.map((document) => XMLValidator.validate(document))).toEqual(
        documents.map(() => true),
      )
    })

    test.each(['offered', 'starting', 'collecting', 'capturing', 'completing'] as const)(
      'always comes back to ask while %s, so that silence never lasts',
      (status) => {
        const session = sessionIn(status)

        const twiml = renderSession(session, { voice })

        expect(twiml).toContain(`https://pay.example.com/stage/voice/${session.id}/turn?key=`)
      },
    )

    test.each(['failed', 'cancelled', 'unresolved'] as const)('ends the call when %s', (status) => {
      const twiml = renderSession(sessionIn(status), { voice })

      expect(twiml).toMatch(/<Say language="en-US">Goodbye\.<\/Say><Hangup\/><\/Response>$/)
    })

    test('never listens for keys itself while Twilio captures them', () => {
      expect(renderSession(sessionIn('capturing'), { voice })).not.toContain('<Gather')
    })
  },
)

describe('an offer', () => {
  test('takes one key, and counts silence', () => {
    const { Gather } = read(renderSession(aSession(), { voice: push }))

    expect(Gather).toMatchObject({
      input: 'dtmf',
      numDigits: '1',
      actionOnEmptyResult: 'true',
      method: 'POST',
      action: `${publicBaseUrl}/voice/${aSession().id}/turn?key=offered-1&silences=1&quiet=0#rc=2&rp=ct,rt,4xx,5xx`,
    })
  })

  test.each([
    'A&B <Ltd> "1" \'2\'',
    '</Say><Redirect>https://evil.example.com</Redirect><Say>',
    ']]>&amp;',
    'Ünïcode 漢字',
  ])('says a reference such as %s, and does nothing else with it', (reference) => {
    const session = aSession({ purchase: { ...aSession().purchase, reference } })

    const twiml = renderSession(session, { voice: push })

    expect(XMLValidator.validate(twiml)).toBe(true)
    const { Gather, ...others } = read(twiml)
    expect(others).toEqual({})
    expect(Gather.Say['#text']).toContain(`for reference ${reference.trim()}.`)
  })
})

describe('a field that is asked', () => {
  const capturing = sessionIn('capturing')

  test('is said once, and then waited for', () => {
    const document = read(renderSession(capturing, { voice: push }))

    expect(document.Say['#text']).toMatch(/^Now the security code/)
    expect(document.Pause).toMatchObject({ length: '20' })
    expect(document.Redirect['#text']).toMatch(/key=security-code-1-0&silences=1&quiet=0#/)
  })

  test('is listened for in short pauses when the call polls', () => {
    const first = read(renderSession(capturing, { voice: poll }))
    const later = read(
      renderSession(capturing, { voice: poll, turn: turnOf(capturing, { quietSeconds: 2 }) }),
    )

    expect(first.Pause).toMatchObject({ length: '2' })
    expect(first.Redirect['#text']).toMatch(/silences=0&quiet=2#/)
    expect(later.Say).toBeUndefined()
    expect(later.Redirect['#text']).toMatch(/silences=0&quiet=4#/)
  })

  test('is said again after 20 seconds of silence when the call polls', () => {
    const turn = turnOf(capturing, { quietSeconds: 18 })

    const document = read(renderSession(capturing, { voice: poll, turn }))

    expect(document.Redirect['#text']).toMatch(/silences=1&quiet=0#/)
  })

  test('is said at once when another was said last', () => {
    const turn: Turn = { key: 'expiration-date-1-0', silences: 2, quietSeconds: 10 }

    const document = read(renderSession(capturing, { voice: poll, turn }))

    expect(document.Say['#text']).toMatch(/^Now the security code/)
    expect(document.Redirect['#text']).toMatch(/silences=0&quiet=2#/)
  })

  test('is not talked over once the caller keys', () => {
    const document = read(renderHush(capturing, { voice: push }))

    expect(document.Say).toBeUndefined()
    // Half a minute, and twice the eight seconds between keys.
    expect(document.Pause).toMatchObject({ length: '46' })
    expect(document.Redirect['#text']).toMatch(/key=security-code-1-0&silences=0&quiet=0#/)
  })
})

describe('a charge', () => {
  test('is announced first, and then said to be waited for', () => {
    const completing = sessionIn('completing')
    const first = renderSession(completing, { voice: push })
    const turn = turnOf(completing, { silences: 1 })
    const later = renderSession(completing, { voice: push, turn })

    expect(first).toContain('Your payment is being made.')
    expect(later).toContain('We are still waiting for your bank.')
  })

  test('that succeeded gives its code slowly, and again by a key, three times at the most', () => {
    const succeeded = sessionIn('succeeded')
    const first = read(renderSession(succeeded, { voice: push }))
    const turn = turnOf(succeeded, { silences: 3 })
    const last = read(renderSession(succeeded, { voice: push, turn }))

    expect(first.Gather.Say['#text']).toContain('c, h, _, 7, Y, x')
    expect(first.Gather).toMatchObject({ actionOnEmptyResult: 'false' })
    expect(last.Gather).toBeUndefined()
    expect(last.Say[0]['#text']).toContain('c, h, _, 7, Y, x')
  })

  test.each(['ch\u0000_\u001f7', 'ch_\ud83d7', '\ufffech_7'])(
    'is said without what XML cannot hold, whatever code the processor gave: %j',
    (confirmationCode) => {
      const state = { status: 'succeeded', confirmationCode, sealedToken: null } as const
      const twiml = renderSession(sessionIn('succeeded', { state }), { voice: push })

      expect(twiml).not.toMatch(/\p{Cc}|\p{Cs}|\ufffe/u)
      expect(read(twiml).Gather.Say['#text'].replaceAll(/[, ]/g, '')).toContain('ch_7')
    },
  )
})

describe('a caller who is sent back to an IVR', () => {
  const backTo = (returnUrl: string, session: Session) => {
    const terms = { ...session.terms, returnUrl }
    const document = read(renderSession({ ...session, terms }, { voice: push }))
    return new URL(document.Redirect['#text'])
  }

  test.each([
    { session: sessionIn('succeeded'), result: { status: 'succeeded' } },
    { session: sessionIn('failed'), result: { status: 'failed', reason: 'no-input' } },
    { session: sessionIn('cancelled'), result: { status: 'cancelled', by: 'client' } },
    { session: sessionIn('unresolved'), result: { status: 'unresolved' } },
  ])('takes along that the session is $result.status', ({ session, result }) => {
    const url = backTo('https://ivr.example.com/next', session)

    expect(Object.fromEntries(url.searchParams)).toEqual({ sessionId: session.id, ...result })
  })

  test('keeps the query that the IVR gave, and cannot be told a result by it', () => {
    const url = backTo(
      'https://ivr.example.com/next?a=1&b=%26&status=succeeded',
      sessionIn('failed'),
    )

    expect(url.searchParams.getAll('a')).toEqual(['1'])
    expect(url.searchParams.getAll('b')).toEqual(['&'])
    expect(url.searchParams.getAll('status')).toEqual(['failed'])
  })

  // https://www.twilio.com/docs/voice/api/call-resource (Twiml, read 2026-11)
  test('hears all of it, since the document is short enough to be pushed', () => {
    const longest = (wanted: string, by: string): string =>
      canReturnTo(wanted + by) ? longest(wanted + by, by) : wanted
    const returnUrls = ['a&', 'ü', 'x', "'", ':'].map((by) => longest('https://a.b/?', by))
    const code = { confirmationCode: '&'.repeat(64), sealedToken: null }
    const paid = sessionIn('succeeded', { state: { status: 'succeeded', ...code } })

    const lengths = returnUrls.flatMap((returnUrl) =>
      [paid, sessionIn('failed'), sessionIn('cancelled'), sessionIn('unresolved')].map(
        (session) =>
          renderSession(
            { ...session, terms: { ...session.terms, returnUrl } },
            { voice: push, misunderstood: true },
          ).length,
      ),
    )

    expect(Math.min(...lengths)).toBeGreaterThan(2_000)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4_000)
  })

  test('takes nothing of an earlier payment along', () => {
    const earlier = 'https://ivr.example.com/next?sessionId=ps_1&status=failed&reason=declined'

    const { searchParams } = backTo(earlier, sessionIn('succeeded'))

    expect(Object.fromEntries(searchParams)).toEqual({
      sessionId: sessionIn('succeeded').id,
      status: 'succeeded',
    })
  })

  test('takes nothing of the card along', () => {
    const card = { brand: 'visa', lastFour: '1111' }

    const url = backTo('https://ivr.example.com/next', sessionIn('succeeded', { card }))

    expect(url.href).not.toMatch(/visa|1111|ch_7Yx/)
  })
})

describe('a caller whose payment is not started', () => {
  const words = {
    '#text': 'This payment cannot be started right now. You have not been charged for it.',
    language: 'en-US',
  }

  test('is told so, and goodbye', () => {
    const document = read(renderNotStarted({ language: 'en-US', returnUrl: null }))

    expect(document).toEqual({
      Say: [words, { '#text': 'Goodbye.', language: 'en-US' }],
      Hangup: '',
    })
  })

  test('goes back to the IVR, which is told of no session, whatever it had in its query', () => {
    const earlier = 'sessionId=ps_1&status=failed&reason=declined&by=caller'
    const returnUrl = `https://ivr.example.com/next?menu=main&${earlier}`
    const { Say, Redirect } = read(renderNotStarted({ language: 'en-US', returnUrl }))

    const { searchParams } = new URL(Redirect['#text'])
    expect(Say).toEqual(words)
    expect(Object.fromEntries(searchParams)).toEqual({ menu: 'main', status: 'not-started' })
  })
})

test('a caller who hung up is told nothing', () => {
  const session = sessionIn('failed', { state: { status: 'failed', reason: 'caller-hung-up' } })

  const twiml = renderSession(session, { voice: push })

  expect(twiml).toBe('<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>')
})
