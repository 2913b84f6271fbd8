import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { close, listen } from '../listen.ts'
import type { FifoQueue } from './fifo-queue.ts'

export interface QueueServer {
  /** For `AWS_ENDPOINT_URL_SQS`. */
  readonly url: string
  /** For `CALLBACK_QUEUE_URL`. */
  readonly queueUrl: string
  readonly stop: () => Promise<void>
}

export interface QueueServerOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly queue: FifoQueue
  /** Hears of each message that was taken. */
  readonly onSent?: () => void
}

/**
 * As much of SQS as the functions use: SendMessage to one FIFO queue, by the JSON protocol.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export async function startQueueServer(options: QueueServerOptions): Promise<QueueServer> {
  const { port, queue, onSent = () => {} } = options
  const server = createServer((request, response) => {
    const target = String(request.headers['x-amz-target'] ?? '')
    void json(request)
      .then((body) => answerTo(target, { queue, body }))
      .catch(() => refusal('InvalidParameterValue'))
      .then(({ status, answer }) => {
        response.writeHead(status, { 'content-type': jsonType })
        response.end(JSON.stringify(answer))
        if (status === 200) onSent()
      })
  })
  const name = 'The embedded SQS'
  const actualPort = await listen({ server, port, name, portVariable: 'QUEUE_PORT' })
  const url = `http://127.0.0.1:${actualPort}`
  return { url, queueUrl: url + queuePath, stop: () => close(server) }
}

const jsonType = 'application/x-amz-json-1.0'
const queuePath = '/000000000000/local-callbacks.fifo'

const refusal = (code: string) => ({ status: 400, answer: { __type: `com.amazonaws.sqs#${code}` } })

function answerTo(
  target: string,
  { queue, body }: { readonly queue: FifoQueue; readonly body: unknown },
) {
  if (target !== 'AmazonSQS.SendMessage') return refusal('UnsupportedOperation')
  const member = (name: string) => {
    const value: unknown = new Map(Object.entries(body ?? {})).get(name)
    return typeof value === 'string' ? value : ''
  }
  if (!member('QueueUrl').endsWith(queuePath)) return refusal('QueueDoesNotExist')
  const text = member('MessageBody')
  const groupId = member('MessageGroupId')
  const deduplicationId = member('MessageDeduplicationId')
  if (text === '' || !isId(groupId) || !isId(deduplicationId)) {
    return refusal('InvalidParameterValue')
  }
  const { messageId, sequenceNumber } = queue.send({ body: text, groupId, deduplicationId })
  const answer = {
    MessageId: messageId,
    SequenceNumber: sequenceNumber,
    // The SDK compares it with what it sent.
    MD5OfMessageBody: createHash('md5').update(text).digest('hex'),
  }
  return { status: 200, answer }
}

/** Both kinds of id: 1 to 128 letters, digits and punctuation. */
const isId = (text: string): boolean => /^[\x21-\x7e]{1,128}$/.test(text)
