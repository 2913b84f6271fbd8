import type { Activity } from '../activity.ts'
import type { FaultBook } from '../faults/fault-book.ts'
import type { Verdict } from '../payments/verdict.ts'
import { orderedVerdict } from '../processor/ordered-verdict.ts'
import type { SimulatorTime } from '../time.ts'
import { type AttemptOutcome, attempt } from '../webhooks/attempt.ts'
import { type ConnectorAnswer, readAnswer } from './answer.ts'
import { authorizationOf, type ConnectorEndpoint } from './endpoint.ts'
import { type ConnectorMethod, type ConnectorOrder, methodOf, orderBody } from './order-body.ts'
import { patienceMs, retriesMax } from './patience.ts'

/** What became of one post, without a digit of what was posted or a word of what was answered. */
export interface ConnectorRequest {
  readonly transactionId: string
  readonly method: ConnectorMethod
  /** 1 for the first. */
  readonly try: number
  /** ISO 8601: when it was sent. */
  readonly at: string
  /** The HTTP status and what the answer came to; or why there was none. */
  readonly status?: number
  readonly answer?: string
  /** Of the charge or the token, which must be the same for the same transaction. */
  readonly id?: string
  readonly error?: string
}

export interface ConnectorWorld {
  readonly activity: Activity
  readonly faults: FaultBook
  readonly time: SimulatorTime
}

export type ConnectorOutcome =
  | ConnectorAnswer
  | { readonly kind: 'unanswered' }
  /** What a fault says in the endpoint's place. */
  | { readonly kind: 'ordered'; readonly verdict: Verdict }

/** An endpoint that says nothing in this much real time is waiting for more than its processor. */
const livelyMs = 150
/** About what a card authorisation takes, for the answers given in an endpoint's stead. */
const usualMs = 1_200
const slowMs = 45_000

/** Twilio's Generic Pay Connector, installed with a payment endpoint to post to; or without one. */
export class Connector {
  readonly #world: ConnectorWorld
  readonly #requests: ConnectorRequest[] = []
  readonly #stopping = new AbortController()
  #endpoint: ConnectorEndpoint | undefined

  constructor(world: ConnectorWorld) {
    this.#world = world
  }

  get endpoint(): ConnectorEndpoint | undefined {
    return this.#endpoint
  }

  install(endpoint: ConnectorEndpoint | undefined): void {
    this.#endpoint = endpoint
  }

  requests(): readonly ConnectorRequest[] {
    return this.#requests
  }

  stop(): void {
    this.#stopping.abort()
  }

  /** Posts until there is an answer, or no patience left. */
  ask(question: Question): void {
    this.#try({ ...question, number: 1 })
  }

  #try(one: Try): void {
    const { faults, time } = this.#world
    const fault = faults.take('processor')
    const startedAtMs = time.now()
    const again = () => {
      if (one.number <= retriesMax) this.#try({ ...one, number: one.number + 1 })
      else one.decided({ kind: 'unanswered' })
    }
    const untilPatienceEnds = () => startedAtMs + patienceMs - time.now()
    const ask = async (use: (answer: ConnectorAnswer) => void) => {
      const answer = await this.#post(one)
      // A refused connection is no answer either, and no reason to hurry.
      if (answer === undefined) time.after(untilPatienceEnds(), again)
      else {
        if (answer.kind === 'accepted') one.accepted(withoutEcho(answer.id, one.order))
        use(answer)
      }
    }
    if (fault === undefined) {
      void ask(one.decided)
      return
    }
    const what = fault.do
    switch (what) {
      case 'decline':
      case 'refuse':
      case 'end':
        time.after(usualMs, () => one.decided({ kind: 'ordered', verdict: orderedVerdict(fault) }))
        return
      case 'slow':
        void ask((answer) => time.after(fault.delayMs ?? slowMs, () => one.decided(answer)))
        return
      case 'silent':
        // Lost on its way to the endpoint.
        time.after(patienceMs, again)
        return
      case 'answer-lost':
        void ask(() => time.after(untilPatienceEnds(), again))
        return
      default:
        what satisfies never
    }
  }

  async #post({ order, endpoint, number }: Try): Promise<ConnectorAnswer | undefined> {
    const { activity, time } = this.#world
    const method = methodOf(order.payment)
    const at = new Date(time.now()).toISOString()
    const body = JSON.stringify(orderBody(order))
    const outcome = await activity.runWhileLively(livelyMs, () => this.#send(endpoint, body))
    const about = { transactionId: order.transactionId, method, try: number, at }
    if (outcome.kind === 'failed') {
      this.#requests.push({ ...about, error: outcome.detail })
      return undefined
    }
    const answer = readAnswer(method, outcome)
    this.#requests.push({ ...about, status: outcome.status, ...shown(answer, order) })
    return answer
  }

  #send(endpoint: ConnectorEndpoint, body: string): Promise<AttemptOutcome> {
    return attempt(this.#world.time, {
      url: new URL(endpoint.url),
      method: 'POST',
      headers: {
        Authorization: authorizationOf(endpoint),
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'Content-Length': String(Buffer.byteLength(body)),
        'User-Agent': 'TwilioProxy/1.1',
      },
      body,
      rules: {
        connectTimeoutMs: patienceMs,
        readTimeoutMs: patienceMs,
        totalTimeoutMs: patienceMs,
        retriesMax: 0,
        retryOn: new Set(),
      },
      signal: this.#stopping.signal,
    })
  }
}

interface Question {
  readonly order: ConnectorOrder
  readonly endpoint: ConnectorEndpoint
  /** Told of every charge and token that the endpoint made, whether Twilio hears of it or not. */
  readonly accepted: (id: string) => void
  readonly decided: (outcome: ConnectorOutcome) => void
}

interface Try extends Question {
  readonly number: number
}

/** What an endpoint echoes of the number that it was posted is not kept, and said. */
function withoutEcho(id: string, { payment }: ConnectorOrder): string {
  const numbers = ['payment-card-number', 'bank-account-number'] as const
  const echoed = numbers
    .map((field) => payment.digitsOf(field))
    .find((digits) => digits !== '' && id.includes(digits))
  return echoed === undefined ? id : id.replaceAll(echoed, 'the number that was posted')
}

function shown(answer: ConnectorAnswer, order: ConnectorOrder) {
  switch (answer.kind) {
    case 'accepted':
      return { answer: 'accepted', id: withoutEcho(answer.id, order) }
    case 'refused':
      return { answer: `refused with ${answer.error.payErrorCode}` }
    case 'malformed':
      return { answer: `malformed: ${answer.why}` }
    default:
      return answer satisfies never
  }
}
