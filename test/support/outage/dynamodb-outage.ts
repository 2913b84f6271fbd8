import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

export interface Outage {
  begins(): void
  ends(): void
  isUnderWay(): boolean
}

/** While it is under way nothing that this client asks for reaches a table. */
export function outageOf(client: DynamoDBClient): Outage {
  let isAway = false
  client.middlewareStack.add(
    (next) => async (args) => {
      if (isAway) throw new Error('connect ECONNREFUSED')
      return next(args)
    },
    { step: 'initialize', name: 'outage' },
  )
  return {
    begins: () => {
      isAway = true
    },
    ends: () => {
      isAway = false
    },
    isUnderWay: () => isAway,
  }
}
