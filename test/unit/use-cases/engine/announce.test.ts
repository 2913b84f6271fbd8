import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { announce, hush } from '../../../../lambda/use-cases/engine/announce.ts'
import { aPaymentSid } from '../../../support/a-session.ts'
import { aWorld, type FakeWorldOptions } from '../../../support/a-world.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

async function saidAbout(
  change: {
    readonly before: Session
    readonly after: Session
    readonly remainingMs?: () => number
  },
  options: FakeWorldOptions = {},
) {
  const fake = aWorld(options)
  await announce(fake.world, { remainingMs: fake.remainingMs, ...change })
  return fake.said
}

const capturing = sessionIn('capturing')
const completing = sessionIn('completing')

describe('a change of the prompt', () => {
  test('is said at once when prompts are pushed', async () => {
    const said = await saidAbout({ before: capturing, after: completing })

    expect(said).toHaveLength(1)
    expect(said[0]).toContain('Your payment is being made.')
  })

  test('is not said after an ending, when the call has gone on to something else', async () => {
    const said = await saidAbout({
      before: sessionIn('unresolved'),
      after: sessionIn('succeeded'),
    })

    expect(said).toEqual([])
  })

  test('waits for the next turn when the call polls', async () => {
    const said = await saidAbout({ before: capturing, after: completing }, { delivery: 'poll' })

    expect(said).toEqual([])
  })

  test('is not said on a call that an agent leads', async () => {
    const mode = 'assisted'

    const said = await saidAbout({
      before: { ...capturing, mode },
      after: { ...completing, mode },
    })

    expect(said).toEqual([])
  })

  test('is said when the same field is asked again after an entry was refused', async () => {
    const after = sessionIn('capturing', { rejections: { 'security-code': 1 } })

    expect(await saidAbout({ before: capturing, after })).toHaveLength(1)
  })
})

describe('nothing is said', () => {
  test('by a function that stood still until its time was over, and has old news', async () => {
    const change = { before: completing, after: sessionIn('offered') }

    expect(await saidAbout(change)).toHaveLength(1)
    expect(await saidAbout({ ...change, remainingMs: () => 0 })).toEqual([])
  })

  test('when the caller would hear the same prompt again', async () => {
    const listening = sessionIn('capturing', { pending: null, step: 9 })

    expect(await saidAbout({ before: capturing, after: listening })).toEqual([])
  })

  test.each([
    sessionIn('starting'),
    sessionIn('collecting'),
    sessionIn('failed', { state: { status: 'failed', reason: 'caller-hung-up' } }),
  ])('of $state.status, where there is nothing to say or nobody to hear', async (after) => {
    expect(await saidAbout({ before: completing, after })).toEqual([])
  })
})

describe('the voice falls silent while the caller keys', () => {
  test('when prompts are pushed', async () => {
    const fake = aWorld()

    await hush(fake.world, capturing)

    expect(fake.said).toHaveLength(1)
    expect(fake.said[0]).not.toContain('<Say')
    expect(fake.said[0]).toContain('<Pause length="46"/>')
  })

  test('but never by an update of a call that polls', async () => {
    const fake = aWorld({ delivery: 'poll' })

    await hush(fake.world, sessionIn('capturing', { state: listeningTo('postal-code') }))

    expect(fake.said).toEqual([])
  })
})

const listeningTo = (field: 'postal-code') =>
  ({ status: 'capturing', paymentSid: aPaymentSid(), field, captureStep: 4 }) as const
