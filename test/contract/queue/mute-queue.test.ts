import { expect, onTestFinished, test } from 'vitest'
import { CallbackSender } from '../../../lambda/adapters/sqs/callback-sender.ts'
import { OutcomeSender } from '../../../lambda/adapters/sqs/outcome-sender.ts'
import { muteServer } from '../../support/outage/mute-server.ts'
import { callback, ended } from '../../support/outage/to-be-queued.ts'

test.each([
  [
    'a callback after two tries',
    (queueUrl: string) => new CallbackSender({ queueUrl }).put(callback),
    2,
  ],
  [
    'an outcome after one, since the schedule tells it again',
    (queueUrl: string) => new OutcomeSender({ queueUrl }).put(ended),
    1,
  ],
])('a queue that says nothing is given up in time: %s', async (_, put, tries) => {
  const mute = await muteServer()
  process.env['AWS_ENDPOINT_URL_SQS'] = mute.url
  onTestFinished(() => {
    delete process.env['AWS_ENDPOINT_URL_SQS']
  })

  // Without a time-out this never comes back, and the test runs into its own.
  expect(await put(`${mute.url}/0/a.fifo`)).toBe('unavailable')
  expect(mute.connections()).toBe(tries)
})
