import { KMSClient } from '@aws-sdk/client-kms'

/** A client of the embedded KMS. */
export const localKms = (endpoint: string): KMSClient =>
  new KMSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
