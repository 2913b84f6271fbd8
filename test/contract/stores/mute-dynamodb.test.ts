import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { dynamoDb } from '../../../lambda/adapters/dynamodb/client.ts'
import { aSessionId } from '../../support/a-session.ts'
import { dynamoDbStores } from '../../support/dynamodb-stores.ts'

test('a database that takes the connection and says nothing is given up in time', async () => {
  const sockets = new Set<{ destroy(): void }>()
  const mute = createServer((socket) => void sockets.add(socket))
  await new Promise<void>((done) => mute.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    mute.close()
  })
  const address = mute.address()
  const port = typeof address === 'object' ? address?.port : 0
  const { sessions } = dynamoDbStores(dynamoDb({ endpoint: `http://127.0.0.1:${port}` }))

  // Without a time-out this never comes back, and the test runs into its own.
  await expect(sessions.load(aSessionId())).rejects.toMatchObject({ code: 'storage-unavailable' })
  expect(sockets.size).toBe(2)
})
