import type { SessionId } from '../../domain/values/ids.ts'
import { metrics } from '../../metrics.ts'
import type { World } from '../../use-cases/engine/world.ts'

/**
 * Signed by Twilio for a step of ours, and yet it names no payment. Another delivery would not
 * help; Twilio does what its documents do not say, and perhaps a verdict is in it.
 */
export function journalNoPayment(
  { journal }: World,
  callback: { readonly sessionId: SessionId; readonly attempt: number; readonly step: number },
): void {
  journal.write({
    level: 'error',
    message: 'callback of no payment',
    ...callback,
    metric: metrics.unexpectedError,
  })
}
