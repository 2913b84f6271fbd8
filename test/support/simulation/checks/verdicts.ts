import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { Told } from '../places/payment.ts'

/** Codes by which Twilio says for sure that nothing was charged. */
const sureNo: ReadonlySet<string> = new Set([
  ...['64012', '64022', '64023'],
  ...['64003', '64009', '64011', '64020'],
])

/** What Twilio has told us and was answered for: it will not be told again. */
export class Verdicts {
  readonly #charged = new Set<string>()
  readonly #denied = new Set<string>()

  answered({ to, parameters }: Told): void {
    const { sessionId, attempt, step } = to
    if (parameters['Result'] === 'success') this.#charged.add(sessionId)
    if (sureNo.has(parameters['PayErrorCode'] ?? '')) {
      this.#denied.add(`${sessionId}/${attempt}/${step}`)
    }
  }

  /** Whether a session does not know, in the end, what it has been told. */
  isForgottenBy({ id, state, attempt, step }: Session): boolean {
    if (this.#charged.has(id)) return state.status !== 'succeeded'
    return state.status === 'unresolved' && this.#denied.has(`${id}/${attempt}/${step}`)
  }
}
