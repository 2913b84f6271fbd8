import type { SimulatedAccount } from './account.ts'
import { Activity } from './activity.ts'
import { Switchboard } from './calls/switchboard.ts'
import { VoiceWebhooks } from './calls/voice-webhooks.ts'
import { Connector } from './connector/connector.ts'
import { FaultBook } from './faults/fault-book.ts'
import { benchRoutes } from './front-door/bench-routes.ts'
import { CallEvents } from './front-door/call-events.ts'
import { type ConfiguredNumber, callerRoutes } from './front-door/caller-routes.ts'
import { connectorRoutes } from './front-door/connector-routes.ts'
import { createFrontDoor } from './front-door/front-door.ts'
import { createIdentifiers } from './identifiers.ts'
import { pageRoutes } from './page/page-routes.ts'
import type { Payment } from './payments/payment.ts'
import type { PaymentSurroundings } from './payments/surroundings.ts'
import { Ledger } from './processor/ledger.ts'
import { Processor } from './processor/processor.ts'
import { Api } from './rest/api.ts'
import { CallResource } from './rest/resources/call-resource.ts'
import { MessageResource } from './rest/resources/message-resource.ts'
import { PaymentResource } from './rest/resources/payment-resource.ts'
import { Switches } from './switches.ts'
import type { OwnedTime } from './time.ts'
import { CallbackDesk } from './webhooks/callback-desk.ts'
import { Postman, type Reach } from './webhooks/postman.ts'

export interface WorldOptions {
  readonly account: SimulatedAccount
  readonly phoneNumber: ConfiguredNumber
  readonly reach: Reach
  readonly time: OwnedTime
  /** Another page is mounted on `/`. */
  readonly hasPage: boolean
}

/** All parts of the simulator, made and introduced to each other. */
export function createWorld(options: WorldOptions) {
  const { account, phoneNumber, reach, time } = options
  const { accountSid } = account
  const activity = new Activity()
  const events = new CallEvents()
  const faults = new FaultBook()
  const ledger = new Ledger()
  const switches = new Switches()
  // Sids of another start must differ: an application may remember the calls of the last one.
  const ids = createIdentifiers(String(time.now()))
  const postman = new Postman({ account, activity, ids, reach, switches, time })
  const webhooks = new VoiceWebhooks({ account, activity, events, faults, ids, postman, time })
  const switchboard = new Switchboard({ events, ids, switches, time, webhooks })
  const connector = new Connector({ activity, faults, time })
  const processor = new Processor({ connector, faults, ids, ledger, switches, time })
  const callbacks = new CallbackDesk({
    faults,
    ids,
    postman,
    switches,
    time,
    delivered: (one) => events.callbackDelivered(one, new Date(time.now()).toISOString()),
  })
  const around: PaymentSurroundings = {
    time,
    switches,
    post: (callback) => callbacks.post(callback),
    rejects: (capture) => faults.take('entry', { capture })?.errorType,
    process: (payment, decided) => processor.process(payment, decided),
    speak: (payment, text) =>
      onCall(payment, (call) => switchboard.hear(call, { text, language: 'en-US' })),
    changed: (payment) => onCall(payment, (call) => switchboard.changed(call)),
  }
  const onCall = (payment: Payment, act: (call: NonNullable<Found>) => void) => {
    const call = switchboard.find(payment.callSid)
    if (call !== undefined) act(call)
  }
  type Found = ReturnType<Switchboard['find']>

  const messages = new MessageResource({ accountSid, ids, time })
  const calls = new CallResource({ accountSid, switchboard, switches })
  const payments = new PaymentResource({ accountSid, ids, around })
  const resources = { calls, messages, payments, switchboard }
  const api = new Api({ account, activity, callbacks, faults, ids, switches, time, ...resources })
  const onThePage = {
    account,
    connector,
    faults,
    ledger,
    messages,
    phoneNumber,
    switchboard,
    switches,
  }
  const frontDoor = createFrontDoor([
    ...callerRoutes({ phoneNumber, switchboard, events }),
    ...benchRoutes({ account, faults, ledger, messages, switches }),
    ...connectorRoutes(connector),
    ...pageRoutes({ ...onThePage, atRoot: !options.hasPage }),
  ])
  return { activity, api, connector, events, frontDoor, ledger, postman, switchboard }
}

export type World = ReturnType<typeof createWorld>
