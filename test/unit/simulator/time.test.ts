import { describe, expect, test } from 'vitest'
import { ownedTime, virtualTime } from '../../../local/twilio/time.ts'

describe('virtual time', () => {
  test('runs tasks in the order they fall due, first come first served', () => {
    const time = virtualTime({ startAtMs: 1_000 })
    const ran: string[] = []
    time.after(20, () => ran.push('later'))
    time.after(10, () => ran.push('first'))
    time.after(10, () => ran.push('second'))

    expect([time.runNext(), time.now()]).toEqual([true, 1_010])
    expect([time.runNext(), time.now()]).toEqual([true, 1_010])
    expect([time.runNext(), time.now()]).toEqual([true, 1_020])

    expect(time.runNext()).toBe(false)
    expect(ran).toEqual(['first', 'second', 'later'])
  })

  test('advances over a span, and runs what that schedules within it', () => {
    const time = virtualTime({ startAtMs: 0 })
    const ranAtMs: number[] = []
    const tick = () => {
      ranAtMs.push(time.now())
      time.after(10, tick)
    }
    time.after(10, tick)

    time.advance(35)

    expect(ranAtMs).toEqual([10, 20, 30])
    expect([time.now(), time.pending]).toEqual([35, 1])
  })

  test('forgets a task that was cancelled', () => {
    const time = virtualTime({ startAtMs: 0 })
    const cancel = time.after(10, () => expect.unreachable())

    cancel()
    cancel()
    time.advance(100)

    expect(time.pending).toBe(0)
  })
})

test('owned time cancels all that is left, and takes nothing more', () => {
  const time = virtualTime({ startAtMs: 0 })
  const owned = ownedTime(time)
  owned.after(10, () => expect.unreachable())

  owned.cancelAll()
  owned.after(10, () => expect.unreachable())

  expect(time.pending).toBe(0)
})
