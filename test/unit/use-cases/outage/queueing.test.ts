import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { readCallback } from '../../../../lambda/http/twilio/callback-parameters.ts'
import { AppError } from '../../../../lambda/ports/errors.ts'
import type { World } from '../../../../lambda/use-cases/engine/world.ts'
import { replayCallbacks } from '../../../../lambda/use-cases/outage/replay-callbacks.ts'
import { type Callback, receiveCallback } from '../../../../lambda/use-cases/receive-callback.ts'
import { aPaymentSid, aSessionId } from '../../../support/a-session.ts'
import { aWorld, type FakeWorld, storedIn } from '../../../support/a-world.ts'
import { callbackFields } from '../../../support/catalogue/twilio.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { type BreakableStores, breakableStores } from '../../../support/outage/broken-storage.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

interface Broken extends FakeWorld {
  readonly stores: BreakableStores
}

async function aBrokenWorld(
  what: Parameters<BreakableStores['breaks']>[0],
  session = sessionIn('capturing'),
): Promise<Broken> {
  const stores = breakableStores()
  await stores.sessions.insert(session)
  stores.breaks(what)
  return { ...aWorld({ stores }), stores }
}

const receive = (fake: FakeWorld, callback: Callback, world = fake.world) =>
  receiveCallback(world, {
    sessionId: aSessionId(),
    step: 4,
    callback,
    signers: ['default', 'berlin'],
    remainingMs: fake.remainingMs,
  })

const captured = (session: Session): Callback => ({
  kind: 'event',
  event: (at) => ({ ...everyEvent(session)['field-captured'], at }),
})

const tokenised: Callback = {
  kind: 'token',
  token: { paymentToken: 'tok_sesame', profileId: 'cus_sesame' },
  event: (sealedToken) => (at) => ({
    ...everyEvent(sessionIn('completing'))['payment-succeeded'],
    at,
    sealedToken,
  }),
}

describe('a callback that comes while the database is away', () => {
  test.each(['reads', 'writes', 'everything'] as const)('waits in the queue: %s', async (what) => {
    const fake = await aBrokenWorld(what)

    expect(await receive(fake, captured(sessionIn('capturing')))).toBe('queued')
    expect(fake.sent).toEqual([])
    const [body = ''] = fake.queue.bodies
    expect(JSON.parse(body)).toEqual({
      version: 1,
      sessionId: aSessionId(),
      told: {
        type: 'field-captured',
        attempt: 1,
        step: 4,
        paymentSid: aPaymentSid(),
        field: 'security-code',
        card: null,
        bankAccount: null,
        stillRequired: false,
      },
      signers: ['default', 'berlin'],
      receivedAt: fake.now(),
    })
    expect(fake.entries.map(({ metric }) => metric)).toContain('CallbackQueued')
  })

  test('waits too when it was taken in, and only Twilio’s answer is lost', async () => {
    const fake = await aBrokenWorld('writes')
    fake.stores.breaks('writes', 1)

    expect(await receive(fake, captured(sessionIn('capturing')))).toBe('queued')
    expect(fake.sent).toHaveLength(1)
  })

  test('is refused as ever when the queue is away, too', async () => {
    const fake = await aBrokenWorld('reads')
    fake.queue.goAway()

    const received = receive(fake, captured(sessionIn('capturing')))

    await expect(received).rejects.toMatchObject({ code: 'storage-unavailable' })
  })

  test('is forgotten when it is about a key alone', async () => {
    const pressed: Callback = { kind: 'progress', field: 'security-code', digits: 2 }
    const assisted = sessionIn('capturing', { mode: 'assisted' })

    for (const what of ['reads', 'writes'] as const) {
      const fake = await aBrokenWorld(what, assisted)
      expect(await receive(fake, pressed)).toBe('noted')
      expect(fake.queue.bodies).toEqual([])
    }
  })

  test('has its token sealed first, and waits for nobody when that does not work', async () => {
    const fake = await aBrokenWorld('reads')
    expect(await receive(fake, tokenised)).toBe('queued')
    expect(JSON.parse(fake.queue.bodies[0] ?? '').told.sealedToken).toMatch(/^sealed for ps_/)

    const away = new AppError('vault-unavailable', { message: 'away' })
    const vault = { ...fake.world.vault, seal: () => Promise.reject(away) }
    await expect(receive(fake, tokenised, { ...fake.world, vault })).rejects.toBe(away)
    expect(fake.queue.bodies).toHaveLength(1)
  })

  test('is left to Twilio when only the vault was away for a moment', async () => {
    const fake = aWorld()
    const completing = sessionIn('completing')
    const purchase = { ...completing.purchase, money: null }
    await fake.stores.sessions.insert({ ...completing, purchase })
    const away = new AppError('vault-unavailable', { message: 'away' })
    let tries = 0
    const seal: World['vault']['seal'] = async () => {
      tries += 1
      return tries === 1 ? Promise.reject(away) : 'sealed'
    }
    const world = { ...fake.world, vault: { ...fake.world.vault, seal } }

    await expect(receive(fake, tokenised, world)).rejects.toBe(away)
    expect(fake.queue.bodies).toEqual([])
    expect(await receive(fake, tokenised, world)).toBe('advanced')
  })

  test('is taken in without the vault when it is of a charge, which keeps no token', async () => {
    const fake = aWorld()
    await fake.stores.sessions.insert(sessionIn('completing'))
    const seal = () => Promise.reject(new AppError('vault-unavailable', { message: 'away' }))
    const world = { ...fake.world, vault: { ...fake.world.vault, seal } }

    expect(await receive(fake, tokenised, world)).toBe('advanced')
    expect((await storedIn(fake)).state).toMatchObject({ status: 'succeeded', sealedToken: null })
  })

  test('because of a bug is not queued: it would meet the same bug again', async () => {
    const fake = await aBrokenWorld('reads')
    const bug = new TypeError('undefined is not a function')
    const sessions = { ...fake.stores.sessions, load: () => Promise.reject(bug) }
    const received = receive(fake, captured(sessionIn('capturing')), { ...fake.world, sessions })

    await expect(received).rejects.toBe(bug)
    expect(fake.queue.bodies).toEqual([])
  })

  test('S40: of a session that only another version can read waits for it, with an alarm', async () => {
    const session = sessionIn('completing')
    const fake = aWorld()
    await fake.stores.sessions.insert(session)
    const paid: Callback = {
      kind: 'event',
      event: (at) => ({ ...everyEvent(session)['payment-succeeded'], at }),
    }
    const unreadable = new AppError('record-unreadable', { message: 'newer' })
    const sessions = { ...fake.stores.sessions, load: () => Promise.reject(unreadable) }

    expect(await receive(fake, paid, { ...fake.world, sessions })).toBe('queued')
    expect(fake.entries).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: 'callback queued',
        metric: 'UnexpectedError',
      }),
    )

    const [body = ''] = fake.queue.bodies
    const messages = [{ id: 'one', group: 'one', body }]
    const replay = (world: World) => replayCallbacks(world, { messages, remainingMs: () => 60_000 })
    expect(await replay({ ...fake.world, sessions })).toEqual(['one'])
    expect(await replay({ ...fake.world, sessions: fake.stores.sessions })).toEqual([])
    expect((await storedIn(fake)).state.status).toBe('succeeded')
  })
})

describe('nothing of a card is in the queue', () => {
  const canary = '4929123456789015'
  const about = [
    {},
    { Result: 'success' },
    { Result: 'payment-connector-error' },
    { Result: 'caller-hung-up' },
    { Result: canary },
    { Capture: 'payment-card-number' },
    { Capture: 'security-code', ErrorType: canary },
    { Capture: 'bank-account-number' },
    { Capture: canary },
  ]

  test.each(about)('whatever field of a callback has it: %j', async (fixed) => {
    const from = { attempt: 1, step: 4, paymentSid: aPaymentSid() }
    // What the callback is about is not overwritten, and neither is it said that keys still come.
    const telling = ['Sid', 'Capture', 'Result', 'ErrorType', 'PartialResult', 'Required']
    const canaries = callbackFields
      .filter((name) => !telling.includes(name))
      .map((name): [name: string, value: string] => [name, canary])
    // The token is sealed by KMS in earnest; here the seal only has to be something else.
    for (const parameters of [canaries, ...canaries.map((one) => [one])]) {
      const fake = await aBrokenWorld('everything')
      const vault = { ...fake.world.vault, seal: async () => 'sealed' }
      const form = new Map(Object.entries({ ...Object.fromEntries(parameters), ...fixed }))
      await receive(fake, readCallback(form, from), { ...fake.world, vault })

      const kept = fake.queue.bodies.join('\n') + JSON.stringify(fake.entries)
      expect(kept).toContain('payment')
      for (const part of [canary, canary.slice(0, 6), canary.slice(4, 12)]) {
        expect(kept).not.toContain(part)
      }
    }
  })
})
