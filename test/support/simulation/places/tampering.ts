import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { PaymentSid } from '../../../../lambda/domain/values/ids.ts'
import { readCallback } from '../../../../lambda/http/twilio/callback-parameters.ts'
import type { World } from '../../../../lambda/use-cases/engine/world.ts'
import { replayCallbacks } from '../../../../lambda/use-cases/outage/replay-callbacks.ts'
import type { Callback } from '../../../../lambda/use-cases/receive-callback.ts'

export interface ToldToUs {
  readonly named: ReadonlyMap<string, string>
  readonly from: {
    readonly attempt: number
    readonly step: number
    readonly paymentSid: PaymentSid
  }
  /** The session as it is stored. */
  readonly standing: Session | null
}

/** Where a test can break the engine on purpose, from outside, to see that it is noticed. */
export interface Tampering {
  readonly world: (honest: World) => World
  readonly callback: (told: ToldToUs) => Callback
  readonly replay: typeof replayCallbacks
}

export const noTampering: Tampering = {
  world: (honest) => honest,
  callback: ({ named, from }) => readCallback(named, from),
  replay: replayCallbacks,
}
