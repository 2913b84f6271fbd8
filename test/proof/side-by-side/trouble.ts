import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb'

/** What goes wrong at the moment at which the processor has just charged. */
export type Trouble = 'none' | 'answer-lost' | 'writes-throttled' | 'killed'

/** What a function that was killed, or ran out of its time, is seen to answer: API Gateway's. */
const GATEWAY_SAYS = '503 Service Unavailable'

/**
 * A processor that charges whenever it is asked, and the trouble that comes with its first charge.
 * It has no keys of its own: how often it is asked is what is compared.
 */
export class Processor {
  readonly ledger: string[] = []
  readonly #trouble: Trouble
  #throttles = false
  #kill = (): void => {}

  constructor(trouble: Trouble) {
    this.#trouble = trouble
  }

  /** @throws Error when the answer is lost, which leaves open whether it was charged. */
  async charge(): Promise<string> {
    const code = `CODE${this.ledger.length + 1}`
    this.ledger.push(code)
    const isFirst = this.ledger.length === 1
    if (isFirst && this.#trouble === 'answer-lost') throw new Error('socket hang up')
    this.#throttles = isFirst && this.#trouble === 'writes-throttled'
    if (isFirst && this.#trouble === 'killed') {
      this.#kill()
      await new Promise(() => {})
    }
    return code
  }

  /** Runs one invocation to its answer, or to its death. */
  async survives(invocation: () => Promise<string>): Promise<string> {
    const killed = new Promise<string>((resolve) => {
      this.#kill = () => resolve(GATEWAY_SAYS)
    })
    const answer = await Promise.race([invocation(), killed])
    this.#throttles = false
    return answer
  }

  /** Has the client's writes refused while they are throttled, as after every retry of the SDK. */
  watches(client: DynamoDBClient): void {
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        (args) => {
          if (!this.#throttles || !/^(Put|Update|Delete|Transact)/.test(commandName)) {
            return next(args)
          }
          throw new ProvisionedThroughputExceededException({ message: 'Throttled.', $metadata: {} })
        },
      { step: 'initialize' },
    )
  }
}
