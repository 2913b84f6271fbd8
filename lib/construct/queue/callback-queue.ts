import type { RemovalPolicy } from 'aws-cdk-lib'
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { type FunctionName, type QueueName, queues } from '../../../lambda/routes.ts'
import * as limits from '../../facts/queue-limits.ts'
import { DurableQueue } from './durable-queue.ts'

export interface CallbackQueueProps {
  readonly removalPolicy: RemovalPolicy
}

/**
 * What a function may do with the queue: whoever puts in cannot take out, nor the other way round.
 * The second list is what Lambda needs to fetch for a function.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
const actions: Partial<Record<FunctionName, readonly string[]>> = {
  'receive-callback': ['sqs:SendMessage'],
  'replay-callbacks': ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
}

/** Where callbacks wait while the database is away. */
export class CallbackQueue extends DurableQueue {
  constructor(scope: Construct, id: string, { removalPolicy }: CallbackQueueProps) {
    super(scope, id, { removalPolicy, ...limits })
  }

  /** The queue's own grants would allow more than is used. */
  grant(name: FunctionName, grantee: IGrantable): void {
    const granted = actions[name]
    if (granted === undefined) return
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: [...granted],
        resources: [this.queue.queueArn],
      }),
    )
  }

  /** Has Lambda run a function with what waits in the queue. */
  feed(name: QueueName, handler: IFunction): void {
    new EventSourceMapping(this, name, {
      target: handler,
      eventSourceArn: this.queue.queueArn,
      batchSize: queues[name].batchSize,
      maxConcurrency: limits.replaysAtOnce,
      reportBatchItemFailures: true,
    })
  }
}
