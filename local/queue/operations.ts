import { createHash } from 'node:crypto'
import type { Message } from './fifo-queue.ts'
import type { ServedQueue } from './server.ts'

interface Answered {
  readonly status: number
  readonly answer: object
  /** The queue that a message was put into. */
  readonly served?: ServedQueue
}

interface Request {
  readonly served: ServedQueue
  readonly text: (name: string) => string
  readonly count: (name: string) => number
}

export const refusal = (code: string): Answered => ({
  status: 400,
  answer: { __type: `com.amazonaws.sqs#${code}` },
})

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html */
const operations: ReadonlyMap<string, (request: Request) => Answered> = new Map([
  ['AmazonSQS.SendMessage', send],
  ['AmazonSQS.ReceiveMessage', receive],
  ['AmazonSQS.DeleteMessage', remove],
])

export function answerTo(
  target: string,
  asked: { readonly queues: ReadonlyMap<string, ServedQueue>; readonly body: unknown },
): Answered {
  const operation = operations.get(target)
  if (operation === undefined) return refusal('UnsupportedOperation')
  const members = new Map<string, unknown>(Object.entries(asked.body ?? {}))
  const text = (name: string) => {
    const value = members.get(name)
    return typeof value === 'string' ? value : ''
  }
  const served = asked.queues.get(text('QueueUrl').split('/').at(-1) ?? '')
  if (served === undefined) return refusal('QueueDoesNotExist')
  return operation({ served, text, count: (name) => Number(members.get(name) ?? 1) })
}

function send({ served, text }: Request): Answered {
  const body = text('MessageBody')
  const groupId = text('MessageGroupId')
  const deduplicationId = text('MessageDeduplicationId')
  if (body === '' || !isId(groupId) || !isId(deduplicationId)) {
    return refusal('InvalidParameterValue')
  }
  const { messageId, sequenceNumber } = served.queue.send({ body, groupId, deduplicationId })
  const answer = {
    MessageId: messageId,
    SequenceNumber: sequenceNumber,
    // The SDK compares it with what it sent.
    MD5OfMessageBody: md5Of(body),
  }
  return { status: 200, answer, served }
}

/** Answers at once, also where a long poll would wait. */
function receive({ served, count }: Request): Answered {
  const messages = served.queue.receive(count('MaxNumberOfMessages'))
  const Messages = messages.map((message) => ({
    MessageId: message.messageId,
    ReceiptHandle: receiptOf(message),
    Body: message.body,
    MD5OfBody: md5Of(message.body),
    Attributes: {
      MessageGroupId: message.groupId,
      MessageDeduplicationId: message.deduplicationId,
      SequenceNumber: message.sequenceNumber,
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(message.sentAtMs),
    },
  }))
  return { status: 200, answer: Messages.length > 0 ? { Messages } : {} }
}

function remove({ served, text }: Request): Answered {
  const [messageId = ''] = text('ReceiptHandle').split('#')
  served.queue.delete(messageId)
  return { status: 200, answer: {} }
}

export const receiptOf = ({ messageId, receives }: Message): string => `${messageId}#${receives}`

const md5Of = (text: string): string => createHash('md5').update(text).digest('hex')

/** Both kinds of id: 1 to 128 letters, digits and punctuation. */
const isId = (text: string): boolean => /^[\x21-\x7e]{1,128}$/.test(text)
