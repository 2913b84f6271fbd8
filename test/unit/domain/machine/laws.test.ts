import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idempotencyKeyOf } from '../../../../lambda/domain/session/command.ts'
import { aSessionId } from '../../../support/a-session.ts'
import { type Edge, edges, whenIs } from '../../../support/docs/edges.ts'
import { dueAt } from '../../../support/memory/due.ts'
import { type Stride, strides, walks } from '../../../support/random-walk.ts'

/** Checks something of every stride of many random lives; the seed of a failure is printed. */
const always = (
  law: (taken: readonly Stride[]) => void,
  parameters: { readonly numRuns: number; readonly seed?: number } = { numRuns: 120 },
) =>
  fc.assert(
    fc.property(walks, (walk) => law(strides(walk))),
    parameters,
  )

const eachStride = (law: (stride: Stride) => void) => always((taken) => taken.forEach(law))

const ended = new Set(['succeeded', 'failed', 'cancelled', 'unresolved'])

const recordedIn = ({ before, after }: Stride) => {
  const step = after.pending?.command.step
  return step !== undefined && step !== before.pending?.command.step ? after.pending : null
}

describe('in every life of a session', () => {
  test('I4: an ended session stays as it is, but for the truth about an unresolved one', () => {
    eachStride(({ before, event, after }) => {
      if (!ended.has(before.state.status)) return
      if (after.state.status === before.state.status) {
        // That a look-up was asked is no news of the charge.
        expect({ ...after.state, lookUps: 0 }).toEqual({ ...before.state, lookUps: 0 })
        return
      }
      // Twilio tells of a charge after all: in this attempt, or in one before it.
      if (before.state.status === 'failed' || before.state.status === 'cancelled') {
        expect(event.type).toBe('payment-succeeded')
        expect(['succeeded', 'unresolved']).toContain(after.state.status)
        return
      }
      expect(before.state.status).toBe('unresolved')
      expect(['succeeded', 'failed']).toContain(after.state.status)
      expect(event.type).toMatch(/^(payment-(succeeded|refused)|resolved-(not-)?charged)$/)
    })
  })

  test('what leads somewhere is in the table of the docs, with when it does', () => {
    const nameOf = ({ from, event, to, when }: Edge) => `${event} ${when}: ${from} to ${to}`
    const documented = new Set(edges().map(nameOf))

    eachStride(({ before, event, after }) => {
      if (after === before) return
      const when = whenIs(before, event)
      const [from, to] = [before.state.status, after.state.status]
      expect(documented).toContain(nameOf({ from, event: event.type, to, when }))
    })
  })

  test('steps and attempts only grow, and a step is one recorded command', () => {
    eachStride((stride) => {
      const { before, after } = stride
      const recorded = recordedIn(stride)
      expect(after.step - before.step).toBe(recorded === null ? 0 : 1)
      expect(after.attempt).toBeGreaterThanOrEqual(before.attempt)
      if (recorded !== null) {
        expect(recorded.command.step).toBe(after.step)
        expect(recorded.command.attempt).toBe(after.attempt)
      }
    })
  })

  test('I5: an IdempotencyKey belongs to one command for ever', () => {
    always((taken) => {
      const commands = new Map<string, string>()
      for (const { after } of taken) {
        if (after.pending === null) continue
        const { command } = after.pending
        const key = idempotencyKeyOf(after.id, command)
        expect(commands.get(key) ?? JSON.stringify(command)).toBe(JSON.stringify(command))
        commands.set(key, JSON.stringify(command))
      }
    })
  })

  test('a charge follows another only when that one certainly moved nothing', () => {
    always((taken) => {
      let isOpen = false
      for (const stride of taken) {
        const { event } = stride
        const isDecline = event.type === 'payment-refused' && event.verdict === 'declined'
        const isProof = isDecline || event.type === 'command-refused'
        if (stride.before !== stride.after && (isProof || event.type === 'command-unsent')) {
          isOpen = false
        }
        if (recordedIn(stride)?.command.type !== 'complete') continue
        expect(isOpen).toBe(false)
        isOpen = true
      }
    })
  })

  test('a failed or cancelled session has no charge that may have moved money', () => {
    eachStride(({ before, event, after }) => {
      const wasOut = before.state.status === 'completing' || before.state.status === 'unresolved'
      if (!wasOut || (after.state.status !== 'failed' && after.state.status !== 'cancelled')) return
      expect(event.type).toMatch(
        /^(payment-refused|command-(refused|unsent)|resolved-not-charged)$/,
      )
      if (event.type === 'payment-refused') expect(event.verdict).not.toBe('not-known')
      if (event.type === 'command-refused') expect(event.sure).toBe(true)
    })
  })

  test('a charge in an earlier attempt stops this one from charging, and nothing else', () => {
    eachStride(({ before, event, after }) => {
      if (event.type !== 'payment-succeeded' || event.attempt >= before.attempt) return
      const { status } = before.state
      const isCharged = ['completing', 'succeeded', 'unresolved'].includes(status)
      expect(after.state.status).toBe(isCharged ? status : 'unresolved')
    })
  })

  test('S14: what else belongs to another attempt or Payments resource changes nothing', () => {
    eachStride(({ before, event, after }) => {
      if (!('attempt' in event)) return
      if (event.type === 'payment-succeeded' && event.attempt < before.attempt) return
      const isForeign = 'paymentSid' in before.state && event.paymentSid !== before.state.paymentSid
      if (event.attempt !== before.attempt || isForeign) expect(after).toBe(before)
    })
  })

  test('an answer that is not owed changes nothing', () => {
    eachStride(({ before, event, after }) => {
      if (!event.type.startsWith('command-') || !('step' in event)) return
      if (event.step !== before.pending?.command.step) expect(after).toBe(before)
    })
  })

  test('a Payments resource is closed by one request, however often it is told of', () => {
    always((taken) => {
      const closed = new Set<string>()
      for (const stride of taken) {
        const command = recordedIn(stride)?.command
        if (command?.type !== 'cancel') continue
        expect(closed).not.toContain(command.paymentSid)
        closed.add(command.paymentSid)
      }
    })
  })

  test('a guided session never waits for a client', () => {
    eachStride(({ after }) => {
      if (after.mode === 'guided') expect(after.state.status).not.toBe('collecting')
    })
  })

  test('at most three cards are declined, in at most five attempts', () => {
    eachStride(({ after }) => {
      expect(after.declines).toBeLessThanOrEqual(3)
      expect(after.attempt).toBeLessThanOrEqual(5)
    })
  })

  test('a session that has not ended, is not told or owes Twilio something is looked after', () => {
    eachStride(({ after }) => {
      if (after.state.status === 'unresolved') return
      const isTold = after.untold === undefined
      const wantsCare = !ended.has(after.state.status) || after.pending !== null || !isTold
      expect(dueAt(after) !== null).toBe(wantsCare)
    })
  })

  test('only fields that were agreed are captured, each once', () => {
    eachStride(({ after }) => {
      expect(new Set(after.captured).size).toBe(after.captured.length)
      expect(after.terms.fields).toEqual(expect.arrayContaining([...after.captured]))
    })
  })

  test('the walks are long enough to reach every ending', () => {
    const seen = new Set<string>()

    // Always the same walks: what they reach must not be left to chance.
    always(
      (taken) => {
        for (const { after } of taken) {
          seen.add(after.state.status)
          if (after.declines === 3) seen.add('three declines')
        }
      },
      { numRuns: 1_500, seed: 7 },
    )

    const wanted = [...ended, 'completing', 'three declines']
    expect(wanted.filter((status) => !seen.has(status))).toEqual([])
  })
})

test('a key names the session, the attempt and the step, and nothing else', () => {
  const id = aSessionId(7)

  expect(idempotencyKeyOf(id, { attempt: 2, step: 9 })).toBe('ps_00000000000000000000000007-2-9')
})
