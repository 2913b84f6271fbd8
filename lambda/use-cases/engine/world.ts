import type { Calls } from '../../ports/calls.ts'
import type { ClaimStore } from '../../ports/claim-store.ts'
import type { OutcomeQueue } from '../../ports/integrator/outcome-queue.ts'
import type { Journal } from '../../ports/journal.ts'
import type { CallbackQueue } from '../../ports/outage/callback-queue.ts'
import type { ProcessorLookUp } from '../../ports/processor/look-up.ts'
import type { ProgressStore } from '../../ports/progress-store.ts'
import type { SessionStore } from '../../ports/session-store.ts'
import type { Surroundings } from '../../ports/surroundings.ts'
import type { TokenVault } from '../../ports/token-vault.ts'
import type { TwilioPayments } from '../../ports/twilio-payments.ts'

/** All that the use cases know of the outside. Built in `compose.ts`, or by a test. */
export interface World {
  readonly sessions: SessionStore
  readonly claims: ClaimStore
  readonly progress: ProgressStore
  readonly payments: TwilioPayments
  readonly calls: Calls
  readonly vault: TokenVault
  /** `null` where none is configured: then a person finds out. */
  readonly lookUp: ProcessorLookUp | null
  readonly callbacks: CallbackQueue
  readonly outcomes: OutcomeQueue
  readonly journal: Journal
  readonly surroundings: Surroundings
  readonly voice: VoiceSettings
  /** By name. */
  readonly merchants: ReadonlyMap<string, Merchant>
}

/** What is configured for a merchant, beside what it takes to reach its Twilio account. */
export interface Merchant {
  /** Used where a payment names none. */
  readonly paymentConnector: string
}

export interface VoiceSettings {
  /** `push` updates the live call when there is something new to say; `poll` never does. */
  readonly delivery: 'push' | 'poll'
  /** Where Twilio reaches us, without a trailing slash. */
  readonly publicBaseUrl: string
}
