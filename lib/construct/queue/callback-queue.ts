import { Duration, type RemovalPolicy } from 'aws-cdk-lib'
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda'
import {
  DeduplicationScope,
  FifoThroughputLimit,
  Queue,
  QueueEncryption,
  type QueueProps,
} from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { type FunctionName, type QueueName, queues } from '../../../lambda/routes.ts'
import * as limits from '../../facts/queue-limits.ts'

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

/** Where callbacks wait while the database is away, and where those end that nobody can take in. */
export class CallbackQueue extends Construct {
  readonly queue: Queue
  readonly deadLetters: Queue

  constructor(scope: Construct, id: string, { removalPolicy }: CallbackQueueProps) {
    super(scope, id)
    const shared: QueueProps = {
      fifo: true,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy,
    }
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...shared,
      retentionPeriod: Duration.days(limits.deadLettersKeptDays),
    })
    this.queue = new Queue(this, 'Queue', {
      ...shared,
      // Sessions have nothing to do with each other: each is a group, with an order of its own.
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      visibilityTimeout: Duration.seconds(limits.visibilityTimeoutSeconds),
      retentionPeriod: Duration.days(limits.keptDays),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: limits.receivesMax },
    })
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
