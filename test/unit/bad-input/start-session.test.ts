import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerFault, fieldsWrongIn } from '../../support/bad-input/answers.ts'
import { brokenRules } from '../../support/bad-input/form-rules.ts'
import { anyMembers, bodyOf, type Member, rightMembers } from '../../support/bad-input/members.ts'
import { aStrictWorld } from '../../support/bad-input/strict-world.ts'

/** A few seconds' work, and many times that where others work on the same machine. */
const patient = { timeout: 60_000 }

/** The same runs every time; a failure names its own counterexample. */
const seed = 20_261_123

const headers = { 'idempotency-key': 'key-1' }

async function start(body: string) {
  const strict = aStrictWorld()
  const answer = await strict.send('start-session', { body, headers })
  return { strict, answer }
}

const required = ['mode', 'callSid', 'reference', 'amount', 'currency', 'parameter']

describe('a start with any members', () => {
  test(
    'is a session as Twilio documents it, or a problem that changes nothing',
    patient,
    async () => {
      await fc.assert(
        fc.asyncProperty(anyMembers, async (members) => {
          const { strict, answer } = await start(bodyOf(members))

          expect(answerFault(answer)).toBeNull()
          expect(strict.faults).toEqual([])
          for (const { form } of strict.forms) expect(brokenRules(form)).toEqual([])
          if (answer.statusCode === 201) return
          expect(answer.statusCode).toBe(400)
          expect([strict.changes(), strict.forms.length]).toEqual([0, 0])
          const known = [...required, ...members.map(([name]) => name)]
          expect(fieldsWrongIn(answer).filter((field) => !known.includes(field))).toEqual([])
        }),
        { numRuns: 3_000, seed },
      )
    },
  )

  test('is refused for any member that it has not', async () => {
    await fc.assert(
      fc.asyncProperty(rightMembers, strangers, async (members, stranger) => {
        const { answer } = await start(bodyOf([...members, stranger]))

        expect(fieldsWrongIn(answer)).toEqual([stranger[0]])
      }),
      { numRuns: 500, seed },
    )
  })
})

const strangers: fc.Arbitrary<Member> = fc.tuple(
  fc.constantFrom(
    'IdempotencyKey',
    'idempotencyKey',
    'idempotency_key',
    'StatusCallback',
    'statusCallback',
    'StatusCallbackMethod',
    'statusCallbackMethod',
    'Timeout',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
  ),
  fc.constantFrom('"https://evil.example.com"', 'null', '{}', '{"statusCallback":"x"}'),
)

describe('a start as it must be', () => {
  test('is taken', async () => {
    await fc.assert(
      fc.asyncProperty(rightMembers, async (members) => {
        const { answer, strict } = await start(bodyOf(members))

        expect([answer.statusCode, fieldsWrongIn(answer)]).toEqual([201, []])
        const isAssisted = members.some(([, json]) => json === '"assisted"')
        expect(strict.forms.map(({ command }) => command.type)).toEqual(
          isAssisted ? ['create'] : [],
        )
      }),
      { numRuns: 500, seed },
    )
  })
})
