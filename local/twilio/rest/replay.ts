import type { TextReply } from '../http/reply.ts'
import type { OperationName } from './operation.ts'

/**
 * First answers by idempotency key. How Twilio scopes a key is not known; demos send one key for
 * every field of a call, so it has to be within the resource, the operation and the field.
 */
export class Replay {
  readonly #answers = new Map<string, TextReply>()

  find(request: KeyedRequest): TextReply | undefined {
    return this.#answers.get(nameOf(request))
  }

  /** A refusal is not kept: nothing was carried out that could be repeated. */
  keep(request: KeyedRequest, reply: TextReply): void {
    if (reply.status < 300) this.#answers.set(nameOf(request), reply)
  }
}

export interface KeyedRequest {
  readonly path: string
  readonly name: OperationName
  readonly key: string
}

function nameOf({ path, name, key }: KeyedRequest): string {
  return JSON.stringify([path, name.operation, name.capture, key])
}
