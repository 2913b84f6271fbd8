import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { localTableNames } from '../../../local/tables.ts'
import type { JourneyWorld } from './world.ts'

/** A session as it is stored, behind the system's back. */
export async function storedSession(world: JourneyWorld, id: unknown) {
  const { Item } = await world.tables.send(
    new GetItemCommand({
      TableName: localTableNames.sessions,
      Key: { id: { S: String(id) } },
    }),
  )
  return JSON.parse(Item?.['session']?.S ?? '{}')
}
