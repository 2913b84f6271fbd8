import { describe, expect, test } from 'vitest'
import type { CallbackEvent } from '../../../lambda/domain/session/event.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { type Callback, receiveCallback } from '../../../lambda/use-cases/receive-callback.ts'
import { aPaymentSid, aSessionId } from '../../support/a-session.ts'
import { aWorld, type FakeWorldOptions, storedIn } from '../../support/a-world.ts'
import { everyEvent } from '../../support/every-event.ts'
import { memoryStores } from '../../support/memory/stores.ts'
import { sessionIn } from '../../support/sessions-in.ts'

async function receiving(session: Session, callback: Callback, options: FakeWorldOptions = {}) {
  const fake = aWorld(options)
  await fake.stores.sessions.insert(session)
  const result = await receiveCallback(fake.world, {
    sessionId: aSessionId(),
    step: 4,
    callback,
    signers: ['default'],
    remainingMs: fake.remainingMs,
  })
  const alarms = fake.entries.filter(({ message }) => message === 'charge not expected')
  return { fake, result, alarms }
}

const telling = (event: CallbackEvent): Callback => ({ kind: 'event', event: () => event })

describe('a charge that Twilio tells of', () => {
  const completing = sessionIn('completing', { attempt: 2 })
  const { 'payment-succeeded': paid, ...others } = everyEvent(completing)
  const line = {
    level: 'error',
    message: 'charge not expected',
    sessionId: aSessionId(),
    step: paid.step,
    metric: 'ChargeContradicted',
  }

  test('in an earlier attempt is somebody’s to look at, also after the session was paid', async () => {
    const open = await receiving(completing, telling({ ...paid, attempt: 1 }))
    const ended = sessionIn('succeeded', { attempt: 2 })
    const again = await receiving(ended, telling({ ...paid, attempt: 1 }))

    expect(open.alarms).toEqual([{ ...line, status: 'completing', attempt: 1 }])
    expect(again.alarms).toEqual([{ ...line, status: 'succeeded', attempt: 1 }])
  })

  test('is the second one, when an earlier attempt’s was found at the processor', async () => {
    const ended = sessionIn('succeeded', { attempt: 2 })
    const found = { ...ended, chargedEarlier: true } as const
    const second = await receiving(found, telling({ ...paid, confirmationCode: 'ch_2' }))
    const same = await receiving(found, telling({ ...paid, confirmationCode: 'ch_7Yx' }))
    const nameless = await receiving(found, telling({ ...paid, confirmationCode: '' }))

    expect(second.alarms).toEqual([{ ...line, status: 'succeeded', attempt: 2 }])
    expect(same.alarms).toEqual([])
    expect(nameless.alarms).toEqual([{ ...line, status: 'succeeded', attempt: 2 }])
  })

  test('in an earlier attempt, and in this one, calls a person once for each', async () => {
    const fake = aWorld()
    await fake.stores.sessions.insert(completing)
    for (const attempt of [1, 2]) {
      const told = telling({ ...paid, attempt, confirmationCode: `ch_${attempt}` })
      await receiveCallback(fake.world, {
        ...{ sessionId: aSessionId(), step: paid.step, callback: told },
        ...{ signers: ['default'], remainingMs: fake.remainingMs },
      })
    }

    const alarms = fake.entries.filter(({ metric }) => metric === 'ChargeContradicted')
    expect(alarms.map(({ message }) => message)).toEqual(['charge not expected', 'session ended'])
    expect(fake.told.messages).toMatchObject([
      { status: 'succeeded', confirmationCode: 'ch_2', unexpected: true },
    ])
  })

  test('is another one, when its code is not the one that the session is paid by', async () => {
    const ended = sessionIn('succeeded', { attempt: 2 })
    const other = await receiving(ended, telling({ ...paid, confirmationCode: 'ch_2' }))
    const same = await receiving(ended, telling({ ...paid, confirmationCode: 'ch_7Yx' }))
    const without = await receiving(ended, telling({ ...paid, confirmationCode: '' }))

    expect(other.alarms).toEqual([{ ...line, status: 'succeeded', attempt: 2 }])
    expect(same.alarms).toEqual([])
    expect(without.alarms).toEqual([])
  })

  test('is the same one, when its code was cut for looking like the card', async () => {
    const ended = sessionIn('succeeded', { attempt: 2, card: { brand: 'visa', lastFour: '1111' } })
    const state = { ...ended.state, confirmationCode: '…1111' } as const
    const echo = { ...paid, confirmationCode: '4111111111111111' }

    expect((await receiving({ ...ended, state }, telling(echo))).alarms).toEqual([])
  })

  test('in a payment that is not the session’s is, too', async () => {
    const elsewhere = { ...paid, paymentSid: aPaymentSid(7) }
    for (const confirmationCode of ['ch_2', '']) {
      const { alarms } = await receiving(completing, telling({ ...elsewhere, confirmationCode }))

      expect(alarms).toEqual([{ ...line, status: 'completing', attempt: 2 }])
    }
  })

  test('as it was asked for is none, nor is anything else that it tells', async () => {
    expect((await receiving(completing, telling(paid))).alarms).toEqual([])
    expect((await receiving(completing, telling(others['payment-ended']))).alarms).toEqual([])
    const unresolved = sessionIn('unresolved')
    const ended = everyEvent(unresolved)['payment-ended']
    expect((await receiving(unresolved, telling(ended))).alarms).toEqual([])
  })

  test('is delivered again when others were faster each time, and nobody is alarmed', async () => {
    const stores = memoryStores()
    const sessions = { ...stores.sessions, save: async () => 'conflict' as const }
    const { result, alarms } = await receiving(completing, telling(paid), {
      stores: { ...stores, sessions },
    })

    expect(result).toBe('lost-race')
    expect(alarms).toEqual([])
  })
})

test('a token is sealed before it is stored', async () => {
  const completing = sessionIn('completing')
  const paid = everyEvent(completing)['payment-succeeded']
  const { purchase } = completing
  const { fake, result } = await receiving(
    { ...completing, purchase: { ...purchase, money: null } },
    {
      kind: 'token',
      token: { paymentToken: 'tok_1', profileId: '' },
      event: (sealedToken) => () => ({ ...paid, sealedToken }),
    },
  )

  expect(result).toBe('advanced')
  const { state } = await storedIn(fake)
  expect(state).toMatchObject({
    status: 'succeeded',
    sealedToken: expect.stringMatching(/^sealed for ps_/),
  })
})

test('a key that was pressed is noted', async () => {
  const progress: Callback = { kind: 'progress', field: 'security-code', digits: 2 }

  expect((await receiving(sessionIn('capturing'), progress)).result).toBe('noted')
})
