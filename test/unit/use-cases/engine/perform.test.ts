import { describe, expect, test } from 'vitest'
import type { Command } from '../../../../lambda/domain/session/command.ts'
import type { Status } from '../../../../lambda/domain/session/session.ts'
import type { SendRequest } from '../../../../lambda/ports/twilio-payments.ts'
import { perform } from '../../../../lambda/use-cases/engine/perform.ts'
import { aPaymentSid } from '../../../support/a-session.ts'
import {
  accepted,
  aWorld,
  type FakeWorldOptions,
  refusedWith,
  type Sent,
  unknown,
  unsent,
} from '../../../support/a-world.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const paymentSid = aPaymentSid()
const charge: Command = { type: 'complete', attempt: 1, step: 6, paymentSid }
const capture: Command = {
  type: 'capture',
  attempt: 1,
  step: 4,
  paymentSid,
  field: 'security-code',
}

const standsAt = {
  ...{ create: 'starting', capture: 'capturing' },
  ...{ complete: 'completing', cancel: 'cancelled' },
} as const satisfies Readonly<Record<Command['type'], Status>>

async function performing(command: Command, options: FakeWorldOptions) {
  const fake = aWorld(options)
  const session = sessionIn(standsAt[command.type])
  await fake.stores.sessions.insert(session)
  const answer = await perform(fake.world, { session, command, remainingMs: fake.remainingMs })
  return { ...fake, answer }
}

const create: Command = { type: 'create', attempt: 1, step: 1, replaces: null }
const cancel: Command = { type: 'cancel', attempt: 1, step: 5, paymentSid }

/** Of each type, since what is not known of one must not be taken for known of another. */
describe.each([
  { command: create, sends: 3 },
  { command: capture, sends: 3 },
  { command: charge, sends: 1 },
  { command: cancel, sends: 3 },
])('S20: a $command.type', ({ command, sends }) => {
  test('whose every answer was lost may have reached Twilio', async () => {
    const { sent, answer } = await performing(command, { outcomes: [unknown] })

    expect(sent).toHaveLength(sends)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
    expect(answer).toMatchObject({ type: 'command-uncertain', step: command.step })
  })

  test('of which one answer was lost may have reached Twilio, whatever became of others', async () => {
    const { answer } = await performing(command, { outcomes: [unsent, unknown, unsent] })

    expect(answer).toMatchObject({ type: 'command-uncertain', step: command.step })
  })

  test('that was never sent on is certain not to have reached it', async () => {
    const { answer } = await performing(command, { outcomes: [unsent] })

    expect(answer).toMatchObject({ type: 'command-unsent', step: command.step })
  })
})

describe('a charge', () => {
  test('is sent once when Twilio takes it', async () => {
    const { sent, answer } = await performing(charge, { outcomes: [accepted] })

    expect(sent).toHaveLength(1)
    expect(answer).toMatchObject({ type: 'command-accepted', step: 6, paymentSid })
  })

  test('is never sent again after a send that may have been executed', async () => {
    const { sent, answer } = await performing(charge, { outcomes: [unknown, accepted] })

    expect(sent).toHaveLength(1)
    expect(answer).toMatchObject({ type: 'command-uncertain', step: 6 })
  })

  test('S21: is sent again, with the same key, while it certainly never reached Twilio', async () => {
    const { sent, answer } = await performing(charge, { outcomes: [unsent, unsent, accepted] })

    expect(sent.map(({ key }) => key.slice(-4))).toEqual(['-1-6', '-1-6', '-1-6'])
    expect(answer.type).toBe('command-accepted')
  })

  test('is not known once one of several sends may have been executed', async () => {
    const { sent, answer } = await performing(charge, { outcomes: [unsent, unknown, accepted] })

    expect(sent).toHaveLength(2)
    expect(answer.type).toBe('command-uncertain')
  })

  test('S36: is not sent when too little time is left to hear the answer and record it', async () => {
    const short = await performing(charge, { remainingMs: 5_999 })
    const enough = await performing(charge, { remainingMs: 6_000 })

    expect(short.sent).toEqual([])
    expect(short.answer.type).toBe('command-unsent')
    expect(enough.sent).toHaveLength(1)
  })

  test('S36: is asked for the time again when all is ready, and then leaves nothing', async () => {
    const { world } = aWorld()
    let leftMs = 6_000
    const told: boolean[] = []
    // What has to be read ahead of a request, such as credentials, takes time.
    const send = async ({ isInTime }: SendRequest) => {
      told.push(isInTime())
      leftMs = 5_999
      told.push(isInTime())
      return unsent
    }

    const answer = await perform(
      { ...world, payments: { timeoutMs: 5_000, send } },
      { session: sessionIn('completing'), command: charge, remainingMs: () => leftMs },
    )

    expect(told).toEqual([true, false])
    expect(answer.type).toBe('command-unsent')
  })

  test('counts as refused for sure when its only send was refused', async () => {
    const { answer } = await performing(charge, { outcomes: [refusedWith(64019)] })

    expect(answer).toMatchObject({ type: 'command-refused', twilioCode: 64019, sure: true })
  })
})

describe('a command that may be repeated', () => {
  test('is sent three times at the most, with the same key', async () => {
    const { sent, answer } = await performing(capture, { outcomes: [unknown] })

    expect(sent.map(({ key }) => key)).toEqual([
      'ps_00000000000000000000000001-1-4',
      'ps_00000000000000000000000001-1-4',
      'ps_00000000000000000000000001-1-4',
    ])
    expect(answer.type).toBe('command-uncertain')
  })

  test('S23: carries with its refusal that an earlier send may have been executed', async () => {
    const { answer } = await performing(capture, { outcomes: [unknown, refusedWith(64021)] })

    expect(answer).toMatchObject({ type: 'command-refused', twilioCode: 64021, sure: false })
  })

  test('stops being sent when the time runs out', async () => {
    const { sent } = await performing(capture, { outcomes: [unknown], sendMs: 5_000 })

    expect(sent).toHaveLength(2)
  })

  test('S21: waits longer from send to send', async () => {
    const { waits } = await performing(capture, { outcomes: [unsent] })

    expect(waits).toEqual([200, 400])
  })

  test('does not wait away the time that recording the answer takes', async () => {
    const closed = { outcome: 'unsent', retryAfterMs: 3_600_000 } as const

    const { waits, answer } = await performing(charge, { outcomes: [closed, accepted] })

    expect(waits).toEqual([])
    expect(answer).toMatchObject({ type: 'command-unsent', step: 6 })
  })

  test('S21: waits as long as Twilio asked for', async () => {
    const busy = { outcome: 'unsent', retryAfterMs: 2_500 } as const

    const { waits } = await performing(capture, { outcomes: [busy, accepted] })

    expect(waits).toEqual([2_500])
  })
})

describe('a create that replaces a payment', () => {
  const replacing: Command = { type: 'create', attempt: 2, step: 7, replaces: paymentSid }
  const types = (sent: readonly Sent[]) => sent.map(({ type }) => type)

  test('is sent when that one is closed, whatever Twilio says to it', async () => {
    const { sent, answer } = await performing(replacing, {
      outcomes: [refusedWith(20404), accepted],
    })

    expect(types(sent)).toEqual(['cancel', 'create'])
    expect(sent.map(({ key }) => key.slice(-4))).toEqual(['-1-7', '-2-7'])
    expect(answer.type).toBe('command-accepted')
  })

  test('has that one closed by another send, when the first was lost', async () => {
    const { sent } = await performing(replacing, { outcomes: [unknown, unsent, accepted] })

    expect(types(sent)).toEqual(['cancel', 'cancel', 'cancel', 'create'])
  })

  test('is sent in the time that is kept for it, though closing takes long', async () => {
    const { sent } = await performing(replacing, { outcomes: [unknown], sendMs: 5_000 })

    expect(types(sent)).toContain('create')
  })
})
