import { missingFields } from '../../domain/machine/collecting.ts'
import { captureFields } from '../../domain/payment/capture-fields.ts'
import { methodOf } from '../../domain/payment/payment-method.ts'
import { howItEnded } from '../../domain/session/how-it-ended.ts'
import type { Resolution } from '../../domain/session/resolution.ts'
import { moneyMoved, type Session } from '../../domain/session/session.ts'
import { formatAmount } from '../../domain/values/money.ts'
import type { Progress } from '../../ports/progress-store.ts'
import { sentenceOf } from './twilio-refusals.ts'

/** A session as clients see it. Nothing in it is card data: four last digits and a brand. */
export function sessionView(session: Session, progress: Progress | null = null) {
  const { state, purchase, terms } = session
  return {
    sessionId: session.id,
    status: state.status,
    ...howItEnded(session),
    /** Whether the caller has been charged: `moved`, `not-moved` or `not-known`. */
    money: moneyMoved(session),
    mode: session.mode,
    callSid: session.callSid,
    ...moneyOf(session),
    paymentMethod: methodOf(terms),
    reference: purchase.reference,
    description: purchase.description,
    attempt: session.attempt,
    step: session.step,
    declines: session.declines,
    captured: session.captured,
    required: missingFields(session),
    ...capturingOf(session, progress),
    card: session.card,
    bankAccount: session.bankAccount,
    problem: problemOf(session),
    ...truthOf(session),
    language: terms.language,
    merchant: terms.merchant,
    paymentConnector: terms.paymentConnector,
    awaitingTwilio: session.pending !== null,
    createdAt: new Date(session.createdAt).toISOString(),
    updatedAt: new Date(session.tendedAt).toISOString(),
  }
}

/** What somebody has to know who looks a charge up, and what came of that. */
function truthOf({ chargedEarlier, resolution, earlierResolutions }: Session) {
  return {
    /** Twilio told of a charge in an earlier attempt. */
    ...(chargedEarlier === true ? { chargedEarlier } : {}),
    /** Who said what became of the charge, when Twilio did not. */
    ...(resolution && { resolution: resolutionView(resolution) }),
    /** What was said before that, and did not hold. */
    ...(earlierResolutions && { earlierResolutions: earlierResolutions.map(resolutionView) }),
  }
}

const resolutionView = (resolution: Resolution) => ({
  ...resolution,
  at: new Date(resolution.at).toISOString(),
})

/** With a sentence for what Twilio said, and what to do about it. */
function problemOf({ problem }: Session) {
  if (problem === null || problem.kind === 'entry') return problem
  const { twilioCode = null } = problem
  return twilioCode === null ? problem : { ...problem, detail: sentenceOf(twilioCode) }
}

/** What is charged, or the kind of token that is made instead. */
const moneyOf = ({ purchase: { money }, terms }: Session) =>
  money === null
    ? { amount: null, currency: null, tokenType: terms.options.tokenType }
    : { amount: formatAmount(money), currency: money.currency }

function capturingOf({ state }: Session, progress: Progress | null) {
  if (state.status !== 'capturing') return {}
  const { field, captureStep } = state
  const digits = progress?.step === captureStep ? progress.digits : 0
  return { capturing: { field, digits, endsWithPound: captureFields[field].endsWithPound } }
}
