import { SQSClient } from '@aws-sdk/client-sqs'

/** A client of the embedded SQS. */
export const localSqs = (endpoint: string): SQSClient =>
  new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
