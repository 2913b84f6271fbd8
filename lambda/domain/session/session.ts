import type { CaptureError } from '../payment/capture-errors.ts'
import type { CaptureField } from '../payment/capture-fields.ts'
import type { ChosenOptions } from '../payment/create-options.ts'
import type { CallSid, PaymentSid, SessionId } from '../values/ids.ts'
import type { Money } from '../values/money.ts'
import type { EpochMs } from '../values/time.ts'
import type { ClientKey } from './client-key.ts'
import type { Pending } from './command.ts'
import type { Untold } from './outcome.ts'
import type { Resolution } from './resolution.ts'

/** What every session has, whatever its status. */
export interface SessionFacts {
  readonly id: SessionId
  /** `guided`: the flow drives. `assisted`: an agent's screen drives. */
  readonly mode: 'guided' | 'assisted'
  readonly callSid: CallSid
  readonly purchase: Purchase
  readonly terms: Terms
  /** 1 while the first Payments resource is in use; a decline or a loss leads to the next. */
  readonly attempt: number
  /** Requests to Twilio recorded so far. */
  readonly step: number
  /** Fields that Twilio accepted, in this attempt. */
  readonly captured: readonly CaptureField[]
  /** As much of the card as may be shown. */
  readonly card: Card | null
  /** As much of the bank account as may be shown: of its first entry, until the second agrees. */
  readonly bankAccount: BankAccount | null
  /** Entries that were not accepted, per field, in this attempt. */
  readonly rejections: Readonly<Partial<Record<CaptureField, number>>>
  readonly declines: number
  /** Twilio told of a charge in an attempt before this one, after all. Set once, never unset. */
  readonly chargedEarlier?: true
  /** How an `unresolved` charge came to its end without Twilio, the last time. Never unset. */
  readonly resolution?: Resolution
  /** What was said of it before, and did not hold. The oldest first; none is ever taken out. */
  readonly earlierResolutions?: readonly Resolution[]
  /** How often it has ended so far; none, where it has not. */
  readonly outcomes?: number
  /** Endings that integrators may not have heard of yet. */
  readonly untold?: Untold
  /** What went wrong last, until something goes right. */
  readonly problem: Problem | null
  readonly pending: Pending | null
  /**
   * Of a failed or cancelled session: the Payments resources that it knew of. Another one of the
   * same attempt of which Twilio tells later is closed, once.
   */
  readonly paymentSids?: readonly PaymentSid[]
  readonly keys: readonly ClientKey[]
  readonly createdAt: EpochMs
  /** When the status last changed, or somebody last looked after the session. */
  readonly tendedAt: EpochMs
}

export interface Purchase {
  /**
   * What is charged; `null` charges nothing and has the processor keep the card or account, for a
   * token (`terms.options.tokenType` says which kind).
   */
  readonly money: Money | null
  /** The merchant's own name for what is paid, such as an invoice number. */
  readonly reference: string
  readonly description: string | null
}

/** The merchant of a request, and of a stored session, that names none. */
export const defaultMerchant = 'default'

/** What was agreed at the start and does not change. */
export interface Terms {
  /** Whose Twilio account the call is on, by the name that the configuration has for it. */
  readonly merchant: string
  readonly fields: readonly CaptureField[]
  readonly paymentConnector: string
  readonly options: ChosenOptions
  /** BCP 47 tag of a locale pack. */
  readonly language: string
  /** Where the call goes on when the payment has ended; `null` hangs up. */
  readonly returnUrl: string | null
}

export interface Card {
  /** Twilio's PaymentCardType, such as `visa`. */
  readonly brand: string
  readonly lastFour: string
}

export interface BankAccount {
  readonly lastTwo: string
  /** How many digits the account number has. */
  readonly digits: number
}

export type Problem =
  | { readonly kind: 'entry'; readonly field: CaptureField; readonly error: CaptureError }
  /** With the code of Twilio's, which old records do not have. */
  | { readonly kind: 'declined'; readonly twilioCode: number | null }
  /** What Twilio or the processor said of a charge that was not declined. */
  | { readonly kind: 'connector'; readonly twilioCode: number | null }
  | { readonly kind: 'refused'; readonly twilioCode: number }
  | { readonly kind: 'unsent'; readonly twilioCode?: number }

/** No `failed` session has moved money. */
export const failureReasons = [
  'declined',
  'caller-hung-up',
  'caller-interrupted',
  'too-many-attempts',
  'connector-error',
  'no-input',
  'call-not-in-progress',
  'session-in-progress',
  'refused-by-twilio',
  'twilio-unavailable',
  'abandoned',
  'not-charged-after-all',
] as const
export type FailureReason = (typeof failureReasons)[number]

/** What each status knows beyond the facts. */
export interface StateDetails {
  /** The caller is asked to agree. Nothing was asked of Twilio in this attempt. */
  offered: {
    readonly offer: 'amount' | 'another-card'
    /** The declined Payments resource, which Twilio may hold open and has to be closed first. */
    readonly replaces: PaymentSid | null
  }
  /** Twilio is asked for a Payments resource. */
  starting: object
  collecting: { readonly paymentSid: PaymentSid }
  capturing: {
    readonly paymentSid: PaymentSid
    readonly field: CaptureField
    /** The step that opened this capture; answers to another are stale. */
    readonly captureStep: number
  }
  /** A charge was recorded, to be sent once. From here on only a verdict ends it. */
  completing: { readonly paymentSid: PaymentSid; readonly verdictDueAt: EpochMs }
  succeeded: {
    readonly confirmationCode: string
    /** Of a tokenised card or account: sealed, so that it is of no use to who reads the table. */
    readonly sealedToken: string | null
  }
  failed: { readonly reason: FailureReason }
  cancelled: { readonly by: 'caller' | 'client' | 'person-wanted' }
  /** A charge was asked for, and no verdict came in time. */
  unresolved: {
    readonly since: EpochMs
    /** The Payments resource of the charge, where it is this attempt's that is not known. */
    readonly charging: PaymentSid | null
    /** Look-ups at the processor whose time has come; asked where one is configured. */
    readonly lookUps: number
  }
}

export type Status = keyof StateDetails
export type StateIn<S extends Status> = { [P in S]: { readonly status: P } & StateDetails[P] }[S]
export type State = StateIn<Status>

export type SessionIn<S extends Status> = SessionFacts & { readonly state: StateIn<S> }
export type Session = SessionIn<Status>

export const isIn = <S extends Status>(
  session: Session,
  status: S,
): session is Session & SessionIn<S> => session.state.status === status

export const allStatuses: readonly Status[] = [
  'offered',
  'starting',
  'collecting',
  'capturing',
  'completing',
  'succeeded',
  'failed',
  'cancelled',
  'unresolved',
]

/** Statuses that change no more, but for what comes out about a charge; `succeeded` never does. */
export const terminalStatuses = ['succeeded', 'failed', 'cancelled', 'unresolved'] as const
export const isTerminal = ({ state }: Session): boolean =>
  terminalStatuses.some((status) => status === state.status)

/** Whether nothing is charged, and the card or account is kept for a token instead. */
export const isTokenization = ({ purchase }: Session): boolean => purchase.money === null

/** Whether Twilio itself asks the caller for a last yes, when the charge is already out. */
export const confirms = ({ terms }: Session): boolean => terms.options.confirmation === 'true'

/** What was done, or may have been, must not be done a second time. */
export const mayBeDone = (session: Session): boolean =>
  session.state.status === 'succeeded' || mayCharge(session)

/** Only a session whose charge is out can come to be paid; of any other a person has to hear. */
export const mayCharge = ({ state }: Session): boolean =>
  state.status === 'completing' || state.status === 'unresolved'

/** Whether the caller has been charged: the one question everybody asks. */
export function moneyMoved(session: Session): 'not-moved' | 'moved' | 'not-known' {
  return moneyMovedAt(session, session.state.status)
}

/** The same of a status that the session had, or has. */
export function moneyMovedAt(
  session: Session,
  status: Status,
): 'not-moved' | 'moved' | 'not-known' {
  if (isTokenization(session)) return 'not-moved'
  if (status === 'succeeded') return 'moved'
  return status === 'completing' || status === 'unresolved' ? 'not-known' : 'not-moved'
}
