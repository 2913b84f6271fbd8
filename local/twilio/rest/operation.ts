import type { RestOperation } from '../faults/rules.ts'
import type { TextReply } from '../http/reply.ts'
import type { Segments } from '../http/router.ts'

export interface RestRequest {
  readonly form: URLSearchParams
  readonly segments: Segments
  readonly path: string
}

/** What a request asks for; faults and idempotency keys are matched with it. */
export interface OperationName {
  readonly operation: RestOperation
  readonly capture?: string
}

export interface RestRoute {
  name(form: URLSearchParams): OperationName
  /** Throws a `TwilioError` for a no. */
  execute(request: RestRequest): TextReply
}
