import type { LambdaClient } from '@aws-sdk/client-lambda'
import * as v from 'valibot'
import { CONFIRMATION_CODE_CHARACTERS_MAX } from '../../domain/payment/confirmation-code.ts'
import { withoutCardNumber } from '../../domain/values/card-number.ts'
import { formatAmount } from '../../domain/values/money.ts'
import { errorNameOf } from '../../ports/errors.ts'
import type {
  LookUpAnswer,
  LookUpQuestion,
  ProcessorLookUp,
} from '../../ports/processor/look-up.ts'
import { notKept } from '../system/connections.ts'

/**
 * Time for a cold start and a request or two to the processor. Whoever is slower is asked again
 * some minutes later; the other sessions of the same run wait meanwhile.
 */
const ANSWER_WITHIN_MS = 10_000
const CONNECT_WITHIN_MS = 2_000

export interface LookUpFunctionOptions {
  readonly functionArn: string
  /** @default - of this AWS region */
  readonly connect?: () => Promise<LambdaClient>
}

/** A Lambda function of the integrator's, invoked for its answer. */
export class LookUpFunction implements ProcessorLookUp {
  readonly #functionArn: string
  readonly #connect: () => Promise<LambdaClient>
  #client: Promise<LambdaClient> | null = null

  constructor({ functionArn, connect = () => connectToLambda() }: LookUpFunctionOptions) {
    this.#functionArn = functionArn
    this.#connect = connect
  }

  async ask(question: LookUpQuestion): Promise<LookUpAnswer> {
    this.#client ??= this.#connect()
    try {
      const client = await this.#client
      const { InvokeCommand } = await import('@aws-sdk/client-lambda')
      const { Payload, FunctionError } = await client.send(
        new InvokeCommand({
          FunctionName: this.#functionArn,
          Payload: JSON.stringify(questionOf(question)),
        }),
      )
      // What it says then is its error, whose text may quote anything.
      if (FunctionError !== undefined) return noAnswer('FunctionError')
      return answerIn(Buffer.from(Payload ?? []).toString('utf8'))
    } catch (error) {
      return noAnswer(errorNameOf(error))
    }
  }
}

const noAnswer = (errorName: string): LookUpAnswer => ({ outcome: 'no-answer', errorName })

/** All that a processor can be searched by. Part of the contract with integrators: only add. */
function questionOf({ session, from, to }: LookUpQuestion): object {
  const { id, purchase, state, terms, attempt, callSid } = session
  const { money, reference, description } = purchase
  const charging = state.status === 'unresolved' ? state.charging : null
  const attempts = Array.from({ length: attempt }, (_, index) => ({ attempt: index + 1 }))
  return {
    sessionId: id,
    merchant: terms.merchant,
    reference,
    description,
    amount: money === null ? null : formatAmount(money),
    currency: money === null ? null : money.currency,
    attempts: attempts.map((one) =>
      one.attempt === attempt && charging !== null ? { ...one, paymentSid: charging } : one,
    ),
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    callSid,
  }
}

const answer = v.pipe(
  v.string(),
  v.parseJson(),
  v.variant('outcome', [
    v.object({
      outcome: v.literal('charged'),
      confirmationCode: v.pipe(
        v.string(),
        v.minLength(1),
        v.maxLength(CONFIRMATION_CODE_CHARACTERS_MAX),
        v.transform(withoutCardNumber),
      ),
    }),
    v.object({ outcome: v.literal('not-charged') }),
    v.object({ outcome: v.literal('not-known') }),
  ]),
)

function answerIn(text: string): LookUpAnswer {
  const parsed = v.safeParse(answer, text)
  return parsed.success ? parsed.output : noAnswer('AnswerUnreadable')
}

/** Loaded when the first question comes: only one function ever asks any. */
export async function connectToLambda(
  where: { readonly endpoint?: string; readonly answerWithinMs?: number } = {},
): Promise<LambdaClient> {
  const { LambdaClient: Client } = await import('@aws-sdk/client-lambda')
  return new Client({
    ...(where.endpoint === undefined ? {} : { endpoint: where.endpoint }),
    // Asked again by the plan of look-ups, and not by the SDK: no connection may be a dead one.
    maxAttempts: 1,
    requestHandler: {
      ...notKept,
      connectionTimeout: CONNECT_WITHIN_MS,
      requestTimeout: where.answerWithinMs ?? ANSWER_WITHIN_MS,
      // Without this the time-out is only a warning, and a silent socket holds us for ever.
      throwOnRequestTimeout: true,
    },
  })
}
