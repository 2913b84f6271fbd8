import type { SimulatedAccount } from '../account.ts'
import type { Activity } from '../activity.ts'
import type { FaultBook } from '../faults/fault-book.ts'
import type { CallbackPhase } from '../faults/rules.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Reply, TextReply } from '../http/reply.ts'
import { createRouter } from '../http/router.ts'
import type { Identifiers } from '../identifiers.ts'
import type { Switches } from '../switches.ts'
import type { SimulatorTime } from '../time.ts'
import type { CallbackDesk } from '../webhooks/callback-desk.ts'
import { isAuthenticated } from './authenticate.ts'
import { errorReply, TwilioError } from './errors.ts'
import { spoil, spoilsBefore } from './faulty-answers.ts'
import type { OperationName, RestRequest, RestRoute } from './operation.ts'
import { Replay } from './replay.ts'
import { withTwilioHeaders } from './response-headers.ts'
import { type RestResources, restRoutes } from './routes.ts'

export interface ApiWorld extends RestResources {
  readonly account: SimulatedAccount
  readonly activity: Activity
  readonly callbacks: CallbackDesk
  readonly faults: FaultBook
  readonly ids: Identifiers
  readonly switches: Switches
  readonly time: SimulatorTime
}

/** Twilio's REST API, as far as a payment on a call needs it. */
export class Api {
  readonly #world: ApiWorld
  readonly #replay = new Replay()
  readonly #match: ReturnType<typeof createRouter<RestRoute>>

  constructor(world: ApiWorld) {
    this.#world = world
    this.#match = createRouter(restRoutes(world))
  }

  async answer(request: Incoming): Promise<Reply> {
    const { account, ids, time } = this.#world
    const startedAtMs = time.now()
    const reply = await this.#answer(request)
    if (reply.kind !== 'text') return reply
    const durationMs = time.now() - startedAtMs
    const { region } = account
    return withTwilioHeaders(reply, { requestSid: ids.sid('RQ'), durationMs, region })
  }

  async #answer(request: Incoming): Promise<Reply> {
    const found = this.#match(request)
    if (!isAuthenticated(request.headers.authorization, this.#world.account)) {
      return errorReply(new TwilioError(20003, 'the credentials are not those of this account'))
    }
    if (found.kind === 'method-not-allowed') {
      return errorReply(new TwilioError(20004, `${request.path} takes ${found.allowed.join(', ')}`))
    }
    if (found.kind !== 'found') return errorReply(new TwilioError(20404, request.path))
    if (found.segments['accountSid'] !== this.#world.account.accountSid) {
      return errorReply(new TwilioError(20404, request.path))
    }
    const form = formOf(request)
    const rest = { form, segments: found.segments, path: request.path }
    return this.#carryOut(found.answer, rest)
  }

  async #carryOut(route: RestRoute, request: RestRequest): Promise<Reply> {
    const { activity, faults, time } = this.#world
    const name = route.name(request.form)
    const fault = faults.take('rest', { ...name })
    const early = spoilsBefore(fault)
    if (early !== undefined) return early
    const wait = this.#callbackComesFirst(request, name)
    const { reply, executed } = this.#execute(route, { request, name })
    if (executed && wait !== undefined) await activity.hold(() => wait.answered)
    wait?.giveUp()
    return spoil(reply, { fault, time, activity })
  }

  #execute(
    route: RestRoute,
    { request, name }: { request: RestRequest; name: OperationName },
  ): { reply: TextReply; executed: boolean } {
    const key = request.form.get('IdempotencyKey') || undefined
    const { switches } = this.#world
    const counts = key !== undefined && !switches.is('idempotencyKeyReplay', 'no')
    const keyed = counts ? { path: request.path, name, key } : undefined
    const known = keyed && this.#replay.find(keyed)
    if (known !== undefined) {
      const refused = switches.is('idempotencyKeyReplay', 'refused')
      const reply = refused ? errorReply(new TwilioError(64021, 'IdempotencyKey was used')) : known
      return { reply, executed: false }
    }
    try {
      const reply = route.execute(request)
      if (keyed !== undefined) this.#replay.keep(keyed, reply)
      return { reply, executed: true }
    } catch (error) {
      if (error instanceof TwilioError) return { reply: errorReply(error), executed: false }
      throw error
    }
  }

  /** A fault that lets the callback of an operation overtake the operation's own answer. */
  #callbackComesFirst(request: RestRequest, { operation, capture }: OperationName) {
    const phase = firstPhaseOf(operation)
    if (phase === undefined) return undefined
    const fault = this.#world.faults.peek('callback', { phase, capture })
    if (fault !== 'before-answer') return undefined
    return this.#world.callbacks.nextAnswered(request.segments['callSid'] ?? '', phase)
  }
}

function firstPhaseOf(operation: OperationName['operation']): CallbackPhase | undefined {
  switch (operation) {
    case 'create':
      return 'created'
    case 'capture':
      return 'capturing'
    case 'complete':
      return 'completed'
    case 'cancel':
      return 'cancelled'
    case 'call-update':
    case 'call-fetch':
    case 'message':
      return undefined
    default:
      return operation satisfies never
  }
}

function formOf({ headers, body }: Incoming): URLSearchParams {
  const type = headers['content-type'] ?? ''
  // Anything but a form is read as one without parameters.
  return new URLSearchParams(type.startsWith('application/x-www-form-urlencoded') ? body : '')
}
