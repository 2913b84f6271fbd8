import type { GatewayEvent } from './gateway-types.ts'
import { ProblemError } from './problem.ts'

/** The largest honest body, a callback with every field, is under 3 KB. */
export const BODY_BYTES_MAX = 16 * 1_024

/** The body as text. HTTP APIs deliver forms in base64. @throws ProblemError `body-too-large`. */
export function bodyText({ body = '', isBase64Encoded }: GatewayEvent): string {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  if (bytes.byteLength > BODY_BYTES_MAX) {
    throw new ProblemError({
      code: 'body-too-large',
      detail: `A body may have ${BODY_BYTES_MAX} bytes; this one has ${bytes.byteLength}.`,
    })
  }
  return bytes.toString('utf8')
}
