import { withoutEcho } from '../../payment/echo.ts'
import type { SessionIn } from '../../session/session.ts'

/**
 * This session is paid by a charge of another code: then there are two, or a person has found that
 * of somebody else. A charge without a code can be any.
 */
export function isAnotherCharge(
  session: SessionIn<'succeeded'>,
  confirmationCode: string,
): boolean {
  const codes = [session.state.confirmationCode, withoutEcho(confirmationCode, session)]
  return !codes.includes('') && codes[0] !== codes[1]
}
