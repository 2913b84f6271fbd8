import { expect, test } from 'vitest'
import { follow } from '../../../../lambda/use-cases/engine/advance.ts'
import type { World } from '../../../../lambda/use-cases/engine/world.ts'
import { NOON } from '../../../support/a-session.ts'
import { accepted, aWorld } from '../../../support/a-world.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

/** A charge whose request stays open until it is let go, in a world where something is broken. */
function charging(broken: (world: World) => Partial<World>) {
  const { world, remainingMs } = aWorld()
  const happened: string[] = []
  let letGo = () => {}
  const open = new Promise<void>((done) => {
    letGo = done
  })
  const send = async () => {
    happened.push('asked')
    await open
    happened.push('answered')
    return accepted
  }
  const payments = { ...world.payments, send }
  const outcome = { number: 1, status: 'failed', at: NOON } as const
  const session = sessionIn('completing', {
    outcomes: 1,
    untold: { outcomes: [outcome], tries: 1, triedAt: NOON },
  })
  const following = follow(
    { ...world, payments, ...broken(world) },
    {
      input: { announce: true, remainingMs },
      before: sessionIn('capturing'),
      stand: { session, version: 1 },
    },
  ).catch((error: unknown) => {
    happened.push('thrown')
    return error
  })
  return { following, happened, letGo }
}

const away = () => Promise.reject(new RangeError('It is away.'))

test.each([
  ['the words on the call', ({ calls }: World) => ({ calls: { ...calls, say: away } })],
  ['the queue of outcomes', (_: World) => ({ outcomes: { put: away } })],
])('I1: a charge on its way is waited for when %s fail beside it', async (_, broken) => {
  const { following, happened, letGo } = charging(broken)

  // More turns of the event loop than all that is not the charge needs.
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate)
  expect(happened).toEqual(['asked'])
  letGo()

  expect(await following).toEqual(new RangeError('It is away.'))
  expect(happened).toEqual(['asked', 'answered', 'thrown'])
})
