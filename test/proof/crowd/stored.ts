import { type AttributeValue, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { localTableNames } from '../../../local/tables.ts'

/** As much of a stored session as a charge can be compared with. */
export interface Stored {
  readonly callSid: string
  readonly purchase: {
    readonly reference: string
    readonly money: { readonly amountMinor: number; readonly currency: string } | null
  }
  readonly state: { readonly status: string; readonly confirmationCode?: string }
}

/** Every session of the table that the deployed code was told of, behind its back. */
export async function storedSessions(): Promise<readonly Stored[]> {
  const client = new DynamoDBClient({})
  const sessions: Stored[] = []
  let from: Record<string, AttributeValue> | undefined
  try {
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new ScanCommand({
          TableName: localTableNames.sessions,
          ConsistentRead: true,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      )
      for (const { session } of Items) if (session?.S) sessions.push(JSON.parse(session.S))
      from = LastEvaluatedKey
    } while (from !== undefined)
  } finally {
    client.destroy()
  }
  return sessions
}
