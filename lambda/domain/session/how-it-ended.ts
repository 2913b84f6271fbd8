import { isTokenization, type Session } from './session.ts'

/** What there is to say of an ending beside its status, as integrators are told; else nothing. */
export function howItEnded(session: Session) {
  const { state } = session
  switch (state.status) {
    case 'succeeded':
      return isTokenization(session)
        ? { hasToken: state.sealedToken !== null }
        : { confirmationCode: state.confirmationCode }
    case 'failed':
      return { reason: state.reason }
    case 'cancelled':
      return { reason: `cancelled-by-${state.by}` }
    case 'unresolved':
      return { reason: 'no-verdict', since: new Date(state.since).toISOString() }
    case 'offered':
    case 'starting':
    case 'collecting':
    case 'capturing':
    case 'completing':
      return {}
    default:
      return state satisfies never
  }
}
