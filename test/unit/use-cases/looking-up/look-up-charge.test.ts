import { describe, expect, test } from 'vitest'
import type { SessionEvent } from '../../../../lambda/domain/session/event.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { EpochMs } from '../../../../lambda/domain/values/time.ts'
import type { LookUpAnswer, LookUpQuestion } from '../../../../lambda/ports/processor/look-up.ts'
import { advance } from '../../../../lambda/use-cases/engine/advance.ts'
import { lookUpCharge } from '../../../../lambda/use-cases/look-up-charge.ts'
import { settleDueSessions } from '../../../../lambda/use-cases/settle-due-sessions.ts'
import { aSessionId, at } from '../../../support/a-session.ts'
import { aWorld, storedIn } from '../../../support/a-world.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { memoryStores } from '../../../support/memory/stores.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

/** Unresolved since 90 s after noon; the clock comes by every minute, for two hours. */
async function lookingUp(
  answers: readonly (LookUpAnswer | undefined)[],
  session: Session = sessionIn('unresolved'),
) {
  const asked: number[] = []
  const questions: LookUpQuestion[] = []
  const lookUp = {
    ask: async (question: LookUpQuestion) => {
      asked.push(fake.world.surroundings.now())
      questions.push(question)
      return answers[asked.length - 1] ?? ({ outcome: 'not-known' } as const)
    },
  }
  const fake = aWorld({ remainingMs: 1e9, lookUp })
  await fake.stores.sessions.insert(session)
  for (let minute = 0; minute < 120; minute++) {
    await fake.world.surroundings.wait(60_000)
    await settleDueSessions(fake.world, fake)
  }
  const minutes = asked.map((askedAt) => (askedAt - at(90_000)) / 60_000)
  return { ...fake, minutes, questions, session: await storedIn(fake) }
}

const charged = { outcome: 'charged', confirmationCode: 'ch_found' } as const
const notCharged = { outcome: 'not-charged' } as const
const noAnswer = { outcome: 'no-answer', errorName: 'TimeoutError' } as const

describe('S16: a look-up', () => {
  test('that finds the charge makes the session succeed, and is the last', async () => {
    const { session, minutes, entries } = await lookingUp([charged])

    expect(session.state).toMatchObject({ status: 'succeeded', confirmationCode: 'ch_found' })
    expect(session.resolution).toMatchObject({ by: 'look-up', outcome: 'charged' })
    expect(minutes).toEqual([1.5])
    expect(entries).toContainEqual(expect.objectContaining({ event: 'resolved-by-look-up' }))
    expect(entries).toContainEqual(expect.objectContaining({ metric: 'SessionSucceeded' }))
  })

  test('is asked for a charge of any time that a wrong clock leaves possible', async () => {
    const { questions } = await lookingUp([charged])
    const tenMinutes = 10 * 60_000

    // Begun at noon, and asked about three minutes later, by clocks that may be wrong both ways.
    expect(questions).toMatchObject([
      { from: at(-tenMinutes), to: at(90_000 + 90_000 + tenMinutes) },
    ])
  })

  test('that finds none is asked again until a charge cannot be on its way', async () => {
    const { session, minutes } = await lookingUp(Array(5).fill(notCharged))

    expect(session.state).toEqual({ status: 'failed', reason: 'not-charged-after-all' })
    expect(minutes).toEqual([1.5, 5.5, 15.5, 35.5])
  })

  test('that found none too early may find the charge later', async () => {
    const { session } = await lookingUp([notCharged, notCharged, charged])

    expect(session.state.status).toBe('succeeded')
  })

  test('that never knows is asked five times, and then no more', async () => {
    const { session, minutes } = await lookingUp([])

    expect(minutes).toEqual([1.5, 5.5, 15.5, 35.5, 60.5])
    expect(session.state).toMatchObject({ status: 'unresolved', lookUps: 6 })
  })

  test('that fails is counted, and asked again by the plan', async () => {
    const { session, minutes, entries } = await lookingUp([noAnswer, charged])

    expect(session.state.status).toBe('succeeded')
    expect(minutes).toEqual([1.5, 5.5])
    const failure = { errorName: 'TimeoutError', metric: 'DependencyFailed' }
    expect(entries).toContainEqual(expect.objectContaining(failure))
  })

  test('cannot deny a charge that Twilio has told of', async () => {
    const told = sessionIn('unresolved', { attempt: 2, chargedEarlier: true })
    const { session, minutes } = await lookingUp(Array(4).fill(notCharged), told)

    expect(session.state.status).toBe('unresolved')
    expect(minutes).toHaveLength(5)
  })

  test('is not made for a card that was only to be kept', async () => {
    const { purchase } = sessionIn('unresolved')
    const kept = sessionIn('unresolved', { purchase: { ...purchase, money: null } })

    expect((await lookingUp([charged], kept)).minutes).toEqual([])
  })

  test('is asked once when two runs meet', async () => {
    const asked: string[] = []
    const lookUp = {
      ask: async ({ session }: { readonly session: Session }) => {
        asked.push(session.id)
        return { outcome: 'not-known' } as const
      },
    }
    const fake = aWorld({ remainingMs: 1e9, lookUp })
    await fake.stores.sessions.insert(sessionIn('unresolved'))
    await fake.world.surroundings.wait(150_000)
    await Promise.all([settleDueSessions(fake.world, fake), settleDueSessions(fake.world, fake)])

    expect(asked).toEqual([aSessionId()])
  })
})

describe('an answer of the processor', () => {
  /** One look-up, of a session that is unresolved for long. */
  async function lookUp(lookUpAnswer: LookUpAnswer | null, session = sessionIn('unresolved')) {
    let asks = 0
    const ask = async () => {
      asks += 1
      if (lookUpAnswer === null) throw new Error('Nobody is to be asked.')
      return lookUpAnswer
    }
    const fake = aWorld({ startAt: at(3_600_000), lookUp: lookUpAnswer === null ? null : { ask } })
    await fake.stores.sessions.insert(session)
    await lookUpCharge(fake.world, { session, remainingMs: fake.remainingMs })
    return { ...fake, asks, session: await storedIn(fake) }
  }

  const line = (event: string) => ({
    level: 'info',
    message: 'charge looked up',
    sessionId: aSessionId(),
    event,
  })

  test.each([
    { answer: charged, status: 'succeeded' },
    { answer: notCharged, status: 'failed' },
  ])('that is $answer.outcome is a line, and ends the session', async ({ answer, status }) => {
    const { session, entries, said } = await lookUp(answer)

    expect(session.state.status).toBe(status)
    expect(entries[0]).toEqual(line(answer.outcome))
    expect(said).toEqual([])
  })

  test('that is not-known is a line, and leaves the session as it was', async () => {
    const { session, entries } = await lookUp({ outcome: 'not-known' })

    expect(session).toEqual(sessionIn('unresolved'))
    expect(entries).toEqual([line('not-known')])
  })

  test('that does not come is an error, and leaves the session as it was', async () => {
    const { session, entries } = await lookUp(noAnswer)

    expect(session).toEqual(sessionIn('unresolved'))
    expect(entries).toEqual([
      {
        ...line('no-answer'),
        level: 'error',
        errorName: 'TimeoutError',
        metric: 'DependencyFailed',
      },
    ])
  })

  test('is not asked for where nobody can answer, or nothing was to be charged', async () => {
    const { purchase } = sessionIn('unresolved')
    const kept = sessionIn('unresolved', { purchase: { ...purchase, money: null } })

    expect((await lookUp(null)).entries).toEqual([])
    const { asks, entries } = await lookUp(charged, kept)
    expect([asks, entries]).toEqual([0, []])
  })
})

describe('a charge that a look-up has found, while the session came to', () => {
  /** What else is told of the charge comes between the question and the answer. */
  async function finding(
    answer: LookUpAnswer,
    meanwhile: (at: EpochMs) => SessionEvent,
    stores = memoryStores(),
  ) {
    const session = sessionIn('unresolved')
    const tell = (event: (at: EpochMs) => SessionEvent) =>
      advance(fake.world, {
        ...{ sessionId: session.id, event },
        ...{ announce: false, remainingMs: fake.remainingMs },
      })
    const lookUp = {
      ask: async () => {
        await tell(meanwhile)
        return answer
      },
    }
    const fake = aWorld({ stores, startAt: at(3_600_000), lookUp })
    await fake.stores.sessions.insert(session)
    await lookUpCharge(fake.world, { session, remainingMs: fake.remainingMs })
    const alarms = fake.entries.filter(({ metric }) => metric === 'ChargeContradicted')
    return { alarms, status: (await storedIn(fake)).state.status }
  }

  const { 'payment-refused': refused, 'payment-succeeded': paid } = everyEvent(
    sessionIn('completing'),
  )
  const declined = () => ({ ...refused, verdict: 'declined' }) as const
  const said = { by: 'person', name: 'Ada', principal: 'arn', note: null } as const

  const line = {
    level: 'error',
    message: 'charge not expected',
    sessionId: aSessionId(),
    status: 'failed',
    attempt: 1,
    event: 'charged',
    metric: 'ChargeContradicted',
  }

  test('fail by a late decline, is somebody’s to look at', async () => {
    const { alarms, status } = await finding(charged, declined)

    expect(status).toBe('failed')
    expect(alarms).toEqual([line])
  })

  test('fail by the word of a person, is somebody’s to look at', async () => {
    const { alarms } = await finding(charged, (now) => ({
      ...{ type: 'resolved-not-charged', at: now, resolver: said },
    }))

    expect(alarms).toEqual([line])
  })

  test('succeed, is what everybody knows', async () => {
    const same = { ...paid, confirmationCode: charged.confirmationCode }
    const { alarms, status } = await finding(charged, () => same)

    expect(status).toBe('succeeded')
    expect(alarms).toEqual([])
  })

  test('succeed by another one, is somebody’s to look at', async () => {
    const other = { ...paid, confirmationCode: 'ch_other' }
    const { alarms, status } = await finding(charged, () => other)

    expect(status).toBe('succeeded')
    expect(alarms).toEqual([{ ...line, status: 'succeeded' }])
  })

  test('fail, alarms nobody when none was found', async () => {
    expect((await finding(notCharged, declined)).alarms).toEqual([])
  })

  test('be written by others each time, alarms nobody, and is asked for again', async () => {
    const stores = memoryStores()
    const sessions = { ...stores.sessions, save: async () => 'conflict' as const }
    const { alarms, status } = await finding(charged, declined, { ...stores, sessions })

    expect(status).toBe('unresolved')
    expect(alarms).toEqual([])
  })
})
