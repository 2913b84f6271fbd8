import { expect, test } from 'vitest'
import { dynamoDb } from '../../../lambda/adapters/dynamodb/client.ts'
import { aSessionId } from '../../support/a-session.ts'
import { dynamoDbStores } from '../../support/dynamodb-stores.ts'
import { muteServer } from '../../support/outage/mute-server.ts'

test('a database that takes the connection and says nothing is given up in time', async () => {
  const mute = await muteServer()
  const { sessions } = dynamoDbStores(dynamoDb({ endpoint: mute.url }))

  // Without a time-out this never comes back, and the test runs into its own.
  await expect(sessions.load(aSessionId())).rejects.toMatchObject({ code: 'storage-unavailable' })
  expect(mute.connections()).toBe(2)
})
