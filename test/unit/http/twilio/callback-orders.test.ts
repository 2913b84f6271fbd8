import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { startPayment } from '../../../../lambda/domain/machine/moves.ts'
import type { SessionEvent } from '../../../../lambda/domain/session/event.ts'
import { moneyMoved, type Session } from '../../../../lambda/domain/session/session.ts'
import { aPaymentSid, aSession, aSessionId, at, NOON } from '../../../support/a-session.ts'
import { storedIn } from '../../../support/a-world.ts'
import { decided } from '../../../support/decided.ts'
import {
  type Coming,
  delivered,
  EACH_MS,
  everyOrder,
  type Kind,
  type Order,
  recordedPayment,
  taking,
  worldAfter,
} from '../../../support/recorded/callbacks.ts'

/** For two cores that have other work, too. */
const EXTRA = { timeout: 60_000 }

const LATER = at(60_000)

/** All that is to be the same: the whole session, what was sent and said, and who has heard. */
async function endOf(order: Order, stand: Session) {
  const fake = await worldAfter(order, { stand, startAt: LATER })
  const { tendedAt, ...session } = await storedIn(fake)
  const decisive = order.findIndex(({ name }) => name === 'result') + 1
  return {
    session,
    // The one thing that differs is when the result came; what comes after it is not tended to.
    isTendedByResult: tendedAt === LATER + decisive * EACH_MS,
    money: moneyMoved({ ...session, tendedAt }),
    sent: fake.sent.map(({ type, key }) => `${type} ${key}`),
    said: fake.said,
    told: fake.told.messages.map(({ at: _when, ...message }) => message),
    counted: fake.entries.flatMap(({ metric }) => metric ?? []),
  }
}

type End = Awaited<ReturnType<typeof endOf>>

/** The one end of all these orders, or the test fails with those that end otherwise. */
async function oneEnd(orders: Iterable<Order>, stand: Session): Promise<End> {
  let end: End | null = null
  const otherwise: unknown[] = []
  for (const order of orders) {
    const one = await endOf(order, stand)
    end ??= one
    if (isDeepStrictEqual(one, end)) continue
    otherwise.push({ order: order.map(({ name }) => name).join(' '), ...one })
  }
  if (end === null) throw new Error('There was no order.')
  expect(otherwise.slice(0, 1)).toEqual([])
  return end
}

type Payment = { readonly mode: Session['mode']; readonly kind: Kind }

const payments: readonly Payment[] = [
  { mode: 'guided', kind: 'a charge' },
  { mode: 'assisted', kind: 'a charge' },
  { mode: 'guided', kind: 'a charge as documented' },
  { mode: 'assisted', kind: 'a token' },
]

/** Where it is all the same how Twilio writes it, and what for. */
const charges = payments.slice(0, 2)

const accepted = (step: number, paymentSid = aPaymentSid()): SessionEvent => ({
  type: 'command-accepted',
  ...{ at: NOON, step, paymentSid },
})

/** Twilio has opened the payment; a guided session listens for the card. */
function begun({ mode, kind }: Payment, wanted: Partial<Session> = {}): Session {
  const { purchase } = aSession()
  const money = kind === 'a token' ? null : purchase.money
  const agreed = aSession({ mode, purchase: { ...purchase, money }, ...wanted })
  const starting = startPayment(agreed, { at: NOON, replaces: null })
  const { attempt, step } = starting
  const opened = accepted(step, aPaymentSid(attempt))
  return decided(starting, opened, accepted(step + 1))
}

type Told = ReturnType<typeof recordedPayment>

const fieldsOf = ({ card, expiry, code, postal }: Told) => [card, expiry, code, postal]

/** Twilio is asked for the next when one is told; from then on each may come again at any time. */
const inTurn = (told: Told): Order =>
  [...fieldsOf(told), told.result].map((one, index, all) =>
    delivered(one, [1, 2], all[index - 1]?.name ?? null),
  )

const inAnyOrder = (told: Told): Order =>
  [...fieldsOf(told), told.result].map((one) => delivered(one))

/** A session whose entries were all told; its charge is recorded, and is being sent. */
async function charging(payment: Payment): Promise<Session> {
  const entries = fieldsOf(recordedPayment(payment.kind)).map((one) => delivered(one))
  const { sent } = await worldAfter(entries, { stand: begun(payment), startAt: NOON })
  const stored = sent.find(({ type }) => type === 'complete')?.stored
  if (stored === null || stored === undefined) throw new Error('No charge was sent.')
  return stored
}

/** How all orders end: as the session stood, and paid. */
function paid(stand: Session, wanted: Partial<Session> = {}) {
  const { tendedAt: _tendedAt, ...rest } = stand
  const isToken = stand.purchase.money === null
  const outcomes = (stand.outcomes ?? 0) + 1
  const sealed = 'sealed for ps_00000000000000000000000001: {"paymentToken":"hgyvy76",'
  const state = isToken
    ? { confirmationCode: '', sealedToken: expect.stringContaining(sealed) }
    : { confirmationCode: 'ch_7Yx', sealedToken: null }
  return {
    session: {
      ...rest,
      captured: stand.terms.fields,
      card: { brand: 'visa', lastFour: '1111' },
      ...{ pending: null, problem: null, outcomes },
      state: { status: 'succeeded', ...state },
      ...wanted,
    },
    isTendedByResult: true,
    money: isToken ? 'not-moved' : 'moved',
    told: [expect.objectContaining({ number: outcomes, status: 'succeeded' })],
    counted: ['SessionSucceeded'],
    sent: [],
    said: expect.any(Array),
  }
}

const saying = (times: number) => expect.objectContaining({ length: times })

test.each([
  { lengthMax: 5, orders: 120 },
  { lengthMax: 6, orders: 120 + 5 * 360 },
  { lengthMax: 7, orders: 120 + 5 * 360 + 10 * 1_260 },
])('five callbacks come in $orders orders of $lengthMax at the most', ({ lengthMax, orders }) => {
  const all = [...everyOrder(inAnyOrder(recordedPayment('a charge')), lengthMax)]

  expect(new Set(all.map((order) => order.map(({ name }) => name).join(' '))).size).toBe(orders)
  expect(all).toHaveLength(orders)
})

describe('S13, S14: callbacks that come in turn, and each again at any time', () => {
  const requests = (attempt: number, steps: readonly number[]) =>
    steps.map((step, index) => {
      const type = index === steps.length - 1 ? 'complete' : 'capture'
      return `${type} ${aSessionId()}-${attempt}-${step}`
    })

  test.each(payments)('end the same: $mode, $kind', async (payment) => {
    const told = recordedPayment(payment.kind)
    const late = [told.opened, told.keying].map((one) => delivered(one, [0, 2]))

    const end = await oneEnd(everyOrder([...inTurn(told), ...late], 7), begun(payment))

    const steps = payment.mode === 'guided' ? [3, 4, 5, 6] : [2, 3, 4, 5, 6]
    const said = saying(payment.mode === 'guided' ? 5 : 0)
    expect(end).toEqual({ ...paid(begun(payment), { step: 6 }), sent: requests(1, steps), said })
  })

  test.each(charges)('end the same after a card was asked anew: $mode, $kind', async (payment) => {
    // Another card, whose entry is not to be taken for that of the one asked for since.
    const first = recordedPayment('a decline')
    const asked = { type: 'capture-requested', at: NOON, field: 'payment-card-number' } as const
    const anew: readonly SessionEvent[] =
      payment.mode === 'guided'
        ? [{ type: 'capture-overdue', at: NOON }]
        : [asked, accepted(2), asked]
    const stand = decided(begun(payment), ...anew, accepted(3))
    const stale = [first.opened, { ...first.card, name: 'stale card' }]
    const coming = [
      ...inTurn(recordedPayment(payment.kind, { stepsBefore: 1 })),
      ...stale.map((one) => delivered(one, [0, 2])),
    ]

    const end = await oneEnd(everyOrder(coming, 7), stand)

    expect(end).toEqual({ ...paid(stand, { step: 7 }), sent: requests(1, [4, 5, 6, 7]) })
  })

  test.each(charges)(
    'end the same after another card was declined: $mode, $kind',
    async (payment) => {
      const stand = begun(payment, { attempt: 2, step: 6, declines: 1 })
      const urls = { attempt: 2, paymentSid: aPaymentSid(2), stepsBefore: 6 }
      const first = recordedPayment('a decline')
      const stale = [first.opened, first.card, first.postal, first.result].map((one) =>
        delivered({ ...one, name: `${one.name} of the other card` }, [0, 1]),
      )
      const coming = [...inTurn(recordedPayment(payment.kind, urls)), ...stale]

      const end = await oneEnd(everyOrder(coming, 7), stand)

      const steps = payment.mode === 'guided' ? [9, 10, 11, 12] : [8, 9, 10, 11, 12]
      expect(end).toEqual({ ...paid(stand, { step: 12 }), sent: requests(2, steps) })
    },
  )
})

describe('S13, S14: once the charge is out, the callbacks of a payment', () => {
  test.each(payments)('end the same in any order: $mode, $kind', EXTRA, async (payment) => {
    const stand = decided(await charging(payment), accepted(6))
    const coming = inAnyOrder(recordedPayment(payment.kind))
    // Two of them again for one payment, one of them for the others.
    const lengthMax = payment === payments[0] ? 7 : 6

    const end = await oneEnd(everyOrder(coming, lengthMax), stand)

    const said = saying(payment.mode === 'guided' ? 1 : 0)
    expect(end).toEqual({ ...paid(stand), said })
  })

  test.each(charges)('end the same if some are lost: $mode, $kind', async (payment) => {
    const stand = decided(await charging(payment), accepted(6))
    const told = recordedPayment(payment.kind)
    const others = [told.opened, told.keying, ...fieldsOf(told)]
    const coming = [delivered(told.result), ...others.map((one) => delivered(one, [0, 2]))]

    const end = await oneEnd(everyOrder(coming, 4), stand)

    expect(end).toEqual(paid(stand))
  })

  test.each(charges)('end the same after the deadline: $mode, $kind', async (payment) => {
    const late = { type: 'time-passed', at: at(120_000) } as const
    const unresolved = decided(await charging(payment), accepted(6), late)
    const stand = decided(unresolved, { ...late, type: 'outcome-told', number: 1, counted: 1 })
    const coming = inAnyOrder(recordedPayment(payment.kind))

    const end = await oneEnd(everyOrder(coming, 6), stand)

    expect(end).toEqual({ ...paid(stand), said: [] })
  })
})

describe('S13: a result', () => {
  const refused = { type: 'command-refused', step: 6, twilioCode: 20404, sure: true } as const
  const answers: ReadonlyArray<Pick<Coming, 'name' | 'after' | 'comes'>> = [
    { name: 'yes', after: null, comes: (fake) => taking(fake, () => accepted(6)) },
    {
      name: 'no answer',
      after: null,
      comes: (fake) => taking(fake, (now) => ({ type: 'command-uncertain', at: now, step: 6 })),
    },
    {
      name: 'no',
      // What Twilio refuses, it does not charge: such an answer is about a resource that is done.
      after: 'result',
      comes: (fake) => taking(fake, (now) => ({ ...refused, at: now })),
    },
  ]

  test.each(charges)('and the answer to its charge: $mode, $kind', async (payment) => {
    const stand = await charging(payment)
    const { opened, card, postal, result } = recordedPayment(payment.kind)
    const others = [opened, card, postal].map((one) => delivered(one, [0, 1]))
    const orders = answers.flatMap((answer) => [
      ...everyOrder([delivered(result), { ...answer, times: [1, 1] }, ...others], 5),
    ])

    const end = await oneEnd(orders, stand)

    expect(end).toEqual(paid(stand))
  })

  // As to a table that was restored, and has the session as it was a write earlier.
  test.each(charges)('before the last entry is told: $mode, $kind', async (payment) => {
    const told = recordedPayment(payment.kind)
    const entries = fieldsOf(told).map((one) => delivered(one))
    const listening = { stand: begun(payment), startAt: NOON }
    const stand = await storedIn(await worldAfter(entries.slice(0, -1), listening))
    const known = entries.slice(0, -1)
    const first = [delivered(told.result), delivered(told.postal, [1, 2], 'result')]
    const last = [delivered(told.postal), delivered(told.result, [1, 2], 'postal')]

    const early = await oneEnd(everyOrder([...first, ...known], 6), stand)
    const usual = await oneEnd(everyOrder([...last, ...known], 6), stand)

    // It has not asked for the charge itself, so that a person hears of it.
    const unexpected = expect.objectContaining({ status: 'succeeded', unexpected: true })
    // All the same but what it did itself: the entry that it took, and the charge that it sent.
    const { captured, step } = stand
    expect(early).toEqual({
      ...paid(stand, { captured, step }),
      ...{ told: [unexpected], counted: ['ChargeContradicted'] },
    })
    expect(usual).toEqual({
      ...paid(stand, { step: 6 }),
      sent: [`complete ${aSessionId()}-1-6`],
    })
  })
})
