import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerFault, problemIn } from '../../support/bad-input/answers.ts'
import { brokenRules } from '../../support/bad-input/form-rules.ts'
import { oddText } from '../../support/bad-input/odd.ts'
import { onward } from '../../support/bad-input/onward.ts'
import { type AnyRequest, anyRequest, firstStart } from '../../support/bad-input/requests.ts'
import {
  aStrictWorld,
  type SentForm,
  type StrictWorld,
} from '../../support/bad-input/strict-world.ts'

/** A few seconds' work, and many times that where others work on the same machine. */
const patient = { timeout: 60_000 }

const seed = 20_261_124

/** Refused for what was asked, so that nothing can have come of it. */
const changesNothing = new Set([
  'invalid-request',
  'body-too-large',
  'unknown-session',
  'signature-refused',
  'no-token',
  'refused',
  'key-reused',
])

/** What may be missed, and then is named though nobody has sent it. */
const required = [
  ...['outcome', 'by', 'confirmationCode'],
  ...['mode', 'callSid', 'reference', 'amount', 'currency', 'parameter', 'field', 'body'],
  ...['reference', 'amount', 'currency', 'parameter', 'callSid'].map((name) => `query.${name}`),
  ...['header.Idempotency-Key', 'CallSid'],
]

/** Whether the field of a problem was sent, or has to be. */
function isSaid({ body = '', isBase64Encoded, ...event }: AnyRequest['event'], field: string) {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body
  const queried = Object.keys(event.queryStringParameters ?? {}).map((name) => `query.${name}`)
  return [...required, ...queried].includes(field) || namesIn(text).includes(field)
}

function namesIn(text: string): readonly string[] {
  try {
    return Object.keys(JSON.parse(text))
  } catch {
    return []
  }
}

async function expectWell(strict: StrictWorld, { route, event }: AnyRequest): Promise<void> {
  const before = [strict.changes(), strict.forms.length]
  const answer = await strict.send(route, event)
  expect(answerFault(answer)).toBeNull()
  const { code, errors = [] } = problemIn(answer) ?? {}
  expect(errors.map(({ field }) => field).filter((field) => !isSaid(event, field))).toEqual([])
  if (code !== undefined && changesNothing.has(code)) {
    expect([strict.changes(), strict.forms.length]).toEqual(before)
  }
}

/** An update has two parameters that are ours, and says one thing. */
function expectFormWell({ session, command, form }: SentForm): void {
  if (command.type === 'create') {
    expect(brokenRules(form)).toEqual([])
    return
  }
  if (command.type === 'capture') expect(session.terms.fields).toContain(command.field)
  const said = command.type === 'capture' ? 'Capture' : 'Status'
  expect([...form.keys()]).toEqual(['IdempotencyKey', 'StatusCallback', said])
}

describe('any request on any route', () => {
  test('is answered, and refused without a trace', patient, async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async (request) => {
        const strict = aStrictWorld()

        await expectWell(strict, request)
        expect(strict.faults).toEqual([])
      }),
      { numRuns: 3_000, seed },
    )
  })

  test('leaves a payment that is going on in order', patient, async () => {
    const reached = new Set<string>()

    await fc.assert(
      fc.asyncProperty(story, async ([first, requests]) => {
        const strict = aStrictWorld()
        for (const request of [first, ...requests]) {
          const [session] = strict.stores.sessions.all()
          const next = 'route' in request ? request : session ? onward(session, request.code) : null
          if (next !== null) await expectWell(strict, next)
        }
        expect(strict.faults).toEqual([])
        strict.forms.forEach(expectFormWell)
        for (const { state } of strict.stores.sessions.all()) reached.add(state.status)
        for (const { command } of strict.forms) reached.add(command.type)
      }),
      { numRuns: 400, seed },
    )
    // None of this would say anything about payments that no story comes to.
    expect([...reached]).toEqual(
      expect.arrayContaining([...everyStatus, 'create', 'capture', 'complete', 'cancel']),
    )
  })
})

/** Any requests among those that are as they must be, which go on with the first session. */
const story = fc.tuple(
  firstStart,
  fc.array(fc.oneof(anyRequest, fc.record({ code: oddText })), { maxLength: 40, size: 'max' }),
)

/** Where a story may end; nobody is waiting for Twilio between two requests. */
const everyStatus = ['offered', 'collecting', 'capturing', 'completing', 'succeeded', 'failed']
