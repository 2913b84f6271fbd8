import type { EventOf, EventType } from '../session/event.ts'
import type { Refusal } from '../session/refusal.ts'
import type { Session, SessionIn, Status } from '../session/session.ts'
import * as answers from './answers.ts'
import * as charging from './charging.ts'
import * as collecting from './collecting.ts'
import * as resolving from './ended/resolving.ts'
import { crossOut, tellingAgain } from './ended/telling.ts'
import * as opening from './opening.ts'

export type Transition<S extends Status, E extends EventType> = (
  session: SessionIn<S>,
  event: EventOf<E>,
) => Session | Refusal

export type Row<S extends Status> = { readonly [E in EventType]?: Transition<S, E> }

type Machine = { readonly [S in Status]: Row<S> }

/**
 * The whole life of a session, but for a charge of an earlier attempt, which `decide` looks at
 * before. What is not in the table is refused.
 */
export const machine: Machine = {
  offered: {
    'payment-succeeded': charging.contradicted,
    'consent-given': opening.consent,
    'offer-declined': opening.declineOffer,
    'person-wanted': opening.wantPerson,
    'caller-silent': opening.silentOpening,
    'caller-lost': opening.lostOpening,
    'offer-unsaid': opening.unsaidOffer,
    'cancel-requested': opening.cancelOpening,
    'call-ended': opening.hangUpOpening,
    'call-alive': opening.tendOpening,
    'time-passed': opening.waitOpening,
  },
  starting: {
    'payment-succeeded': charging.contradicted,
    'payment-opened': opening.opened,
    'payment-not-opened': opening.notOpened,
    'payment-refused': answers.refusedByCallback,
    'payment-ended': opening.endedWhileStarting,
    'person-wanted': opening.wantPerson,
    'cancel-requested': opening.cancelOpening,
    'command-accepted': opening.opened,
    'command-refused': opening.createRefused,
    'command-unsent': opening.createUnsent,
    'command-uncertain': opening.uncertain,
    'call-ended': opening.hangUpOpening,
    'call-alive': opening.tendOpening,
    'time-passed': opening.waitOpening,
  },
  collecting: {
    'payment-succeeded': charging.contradicted,
    'capture-requested': collecting.requestCapture,
    'complete-requested': collecting.requestComplete,
    'cancel-requested': collecting.cancelCollecting,
    'person-wanted': collecting.wantPersonCollecting,
    'caller-silent': collecting.silentCollecting,
    'payment-not-opened': collecting.notOpened,
    'payment-refused': answers.lostWhileCollecting,
    'payment-ended': collecting.endedCollecting,
    'call-ended': collecting.hangUpCollecting,
    'call-alive': collecting.tendCollecting,
    'time-passed': collecting.waitCollecting,
  },
  capturing: {
    'payment-succeeded': charging.contradicted,
    'capture-overdue': collecting.reopenCapture,
    'capture-requested': collecting.requestCapture,
    'cancel-requested': collecting.cancelCollecting,
    'person-wanted': collecting.wantPersonCollecting,
    'caller-silent': collecting.silentCollecting,
    'field-captured': collecting.fieldCaptured,
    'field-rejected': collecting.fieldRejected,
    'payment-not-opened': collecting.notOpened,
    'payment-refused': answers.lostWhileCollecting,
    'payment-ended': collecting.endedCollecting,
    'command-accepted': answers.accepted,
    'command-refused': answers.captureRefused,
    'command-unsent': answers.stepUnsent,
    'command-uncertain': opening.uncertain,
    'call-ended': collecting.hangUpCollecting,
    'call-alive': collecting.tendCollecting,
    'time-passed': collecting.waitCollecting,
  },
  completing: {
    'payment-succeeded': charging.chargeSucceeded,
    'payment-refused': charging.chargeRefused,
    'payment-cancelled': charging.confirmationDeclined,
    'payment-ended': charging.unchanged,
    'command-accepted': answers.accepted,
    'command-refused': charging.completeRefused,
    'command-unsent': charging.completeUnsent,
    'command-uncertain': opening.uncertain,
    'call-ended': charging.unchanged,
    'time-passed': charging.waitForVerdict,
  },
  unresolved: {
    'payment-succeeded': charging.chargeSucceeded,
    'payment-cancelled': charging.resolveCancelled,
    'payment-refused': charging.resolveRefused,
    'resolved-charged': resolving.resolveCharged,
    'resolved-not-charged': resolving.resolveNotCharged,
    'outcome-told': crossOut,
    'time-passed': tellingAgain(resolving.takeLookUp),
  },
  succeeded: {
    'outcome-told': crossOut,
    'time-passed': tellingAgain(charging.unchanged),
  },
  failed: {
    'payment-succeeded': charging.contradicted,
    'payment-opened': opening.closeLatecomer,
    'command-accepted': opening.closeLatecomer,
    'command-refused': answers.accepted,
    'command-unsent': charging.unchanged,
    'command-uncertain': opening.uncertain,
    'outcome-told': crossOut,
    'time-passed': tellingAgain(opening.waitEnded),
  },
  cancelled: {
    'payment-succeeded': charging.contradicted,
    'payment-opened': opening.closeLatecomer,
    'command-accepted': opening.closeLatecomer,
    'command-refused': answers.accepted,
    'command-unsent': charging.unchanged,
    'command-uncertain': opening.uncertain,
    'outcome-told': crossOut,
    'time-passed': tellingAgain(opening.waitEnded),
  },
}
