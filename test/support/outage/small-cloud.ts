import type { ComposeOptions } from '../../../lambda/compose.ts'
import { makeHandler as replayCallbacks } from '../../../lambda/handlers/replay-callbacks.ts'
import type { Dependencies } from '../../../lambda/http/dependencies.ts'
import { startKeys } from '../../../local/keys.ts'
import { type LocalQueues, startQueues } from '../../../local/queue/queues.ts'
import { startTables } from '../../../local/tables.ts'
import type { SimulatorTime } from '../../../local/twilio/simulator.ts'
import { localDynamoDb } from '../dynamodb-stores.ts'
import { localKms } from '../local-kms.ts'
import { type Outage, outageOf } from './dynamodb-outage.ts'
import { localSqs } from './local-sqs.ts'

export interface SmallCloud {
  readonly clients: Required<Pick<ComposeOptions, 'client' | 'connectToKms' | 'connectToSqs'>>
  readonly outage: Outage
  readonly queues: LocalQueues
  /** From now on the queue feeds the handler that is deployed. */
  replayBy(dependencies: Dependencies): void
  stop(): Promise<void>
}

/** As much of AWS as the functions use: tables, a key and queues, with clients for each. */
export async function smallCloud(around: {
  readonly time: SimulatorTime
  readonly report: (name: string, error: unknown) => void
}): Promise<SmallCloud> {
  const tables = await startTables({ port: 0 })
  const client = localDynamoDb(tables.url)
  const keys = await startKeys({ port: 0 })
  const kms = localKms(keys.url)
  let replay: ReturnType<typeof replayCallbacks> | undefined
  const queues = await startQueues({
    ...around,
    handler: async (event, context) => replay?.(event, context),
  })
  const sqs = localSqs(queues.url)
  return {
    clients: { client, connectToKms: async () => kms, connectToSqs: async () => sqs },
    outage: outageOf(client),
    queues,
    replayBy: (dependencies) => {
      replay = replayCallbacks(dependencies)
    },
    stop: async () => {
      for (const one of [client, kms, sqs]) one.destroy()
      for (const server of [tables, keys, queues]) await server.stop()
    },
  }
}
