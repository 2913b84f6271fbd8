import { expect, test } from 'vitest'
import { sessionIn } from '../../support/sessions-in.ts'
import { type Law, Watch } from '../../support/simulation/checks/watch.ts'
import { noTampering } from '../../support/simulation/places/tampering.ts'
import { runSchedule } from '../../support/simulation/schedule.ts'

/** What the planted mistakes break only together with something else, alone and at once. */
const breaches: ReadonlyArray<readonly [law: Law, breach: (watch: Watch) => void]> = [
  [
    'ended-is-ended',
    (watch) => {
      watch.stored({ before: sessionIn('cancelled'), after: sessionIn('collecting') })
    },
  ],
  [
    'one-key',
    (watch) => {
      watch.arrives({ key: 'key-1', name: 'ps_1/1/5' })
      watch.arrives({ key: 'key-2', name: 'ps_1/1/5' })
    },
  ],
  [
    'one-key',
    (watch) => {
      watch.arrives({ key: 'key-1', name: 'ps_1/1/5' })
      watch.arrives({ key: 'key-1', name: 'ps_1/1/6' })
    },
  ],
  [
    'same-answer',
    (watch) => {
      watch.answered({ key: 'start-1', answer: '201' })
      watch.answered({ key: 'start-1', answer: '409' })
    },
  ],
]

test.each(breaches)('a breach of %s stops the schedule', (law, breach) => {
  let stops = 0
  const watch = new Watch(() => {
    stops += 1
  })

  breach(watch)

  expect(watch.broke?.law).toBe(law)
  expect(stops).toBe(1)
})

test('what is the same again breaks nothing', () => {
  const watch = new Watch(() => expect.fail('Nothing was broken.'))

  watch.stored({ before: sessionIn('collecting'), after: sessionIn('cancelled') })
  for (let time = 0; time < 2; time++) {
    watch.arrives({ key: 'key-1', name: 'ps_1/1/5' })
    watch.answered({ key: 'start-1', answer: '201' })
  }

  expect(watch.broke).toBeNull()
})

test('whatever is thrown on the way is found, too, and has a seed to replay it', async () => {
  const callback = () => {
    throw new TypeError('A callback could not be read.')
  }

  const { broke } = await runSchedule({ from: [], tampering: { ...noTampering, callback } })

  expect(broke).toMatchObject({ law: 'works', how: expect.stringContaining('could not be read') })
})
