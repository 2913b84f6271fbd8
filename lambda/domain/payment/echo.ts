import type { Session } from '../session/session.ts'
import { withoutCardNumber } from '../values/card-number.ts'

/**
 * A processor that sends the very number back as its own id must not make us store it. An id that
 * merely looks like a card number ends otherwise than the card that was keyed; of a card whose last
 * digits are not known it is cut all the same. An id that has as many digits as the account, and
 * ends like it, is taken for the account: rather a code that is cut than an account that is kept.
 */
export function withoutEcho(
  text: string,
  { card, bankAccount }: Pick<Session, 'card' | 'bankAccount'>,
): string {
  if (bankAccount !== null) {
    const { lastTwo, digits } = bankAccount
    const isAccount = /^\d+$/.test(text) && text.length === digits && text.endsWith(lastTwo)
    return isAccount ? `…${lastTwo}` : text
  }
  return card !== null && text.endsWith(card.lastFour) ? withoutCardNumber(text) : text
}
