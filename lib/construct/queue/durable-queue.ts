import { Duration, type RemovalPolicy } from 'aws-cdk-lib'
import {
  DeduplicationScope,
  FifoThroughputLimit,
  Queue,
  QueueEncryption,
  type QueueProps,
} from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

export interface DurableQueueProps {
  readonly removalPolicy: RemovalPolicy
  readonly visibilityTimeoutSeconds: number
  readonly keptDays: number
  readonly receivesMax: number
  readonly deadLettersKeptDays: number
}

/** A FIFO queue of messages about sessions, and where those end that nobody can take in. */
export class DurableQueue extends Construct {
  readonly queue: Queue
  readonly deadLetters: Queue

  constructor(scope: Construct, id: string, props: DurableQueueProps) {
    super(scope, id)
    const shared: QueueProps = {
      fifo: true,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: props.removalPolicy,
    }
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...shared,
      retentionPeriod: Duration.days(props.deadLettersKeptDays),
    })
    this.queue = new Queue(this, 'Queue', {
      ...shared,
      // Sessions have nothing to do with each other: each is a group, with an order of its own.
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      visibilityTimeout: Duration.seconds(props.visibilityTimeoutSeconds),
      retentionPeriod: Duration.days(props.keptDays),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.receivesMax },
    })
  }
}
