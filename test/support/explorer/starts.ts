import { startPayment } from '../../../lambda/domain/machine/moves.ts'
import { fieldsOfBankAccount, fieldsOfCard } from '../../../lambda/domain/payment/asked-fields.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { aSession, NOON } from '../a-session.ts'
import type { Budget, Stand } from './stand.ts'
import { idleTwilio } from './twilio.ts'

export const fields = {
  all: fieldsOfCard({ securityCode: true, postalCode: true }),
  few: ['payment-card-number', 'security-code'],
  twice: ['payment-card-number', 'security-code', 'security-code-matcher'],
  bank: fieldsOfBankAccount.slice(0, 2),
} as const

export const nothingWrong: Budget = { requests: [], ticks: [], faults: 0, hangUps: 0 }

/** A payment whose amount was agreed to: its create is recorded, and not sent yet. */
export function agreed(wanted: {
  readonly mode: Session['mode']
  readonly fields: Session['terms']['fields']
  readonly confirms?: boolean
  readonly left?: Budget
}): Stand {
  const { mode, left = nothingWrong } = wanted
  const options = wanted.confirms === undefined ? {} : ({ confirmation: 'true' } as const)
  const terms = { ...aSession().terms, fields: wanted.fields, options }
  const session = startPayment(aSession({ mode, terms }), { at: NOON, replaces: null })
  const { command } = session.pending ?? {}
  if (command === undefined) throw new Error('A payment that starts owes its create.')
  return {
    session,
    workers: [{ command, outcome: null, bornMs: 0 }],
    twilio: idleTwilio,
    posted: [],
    seen: [],
    clockMs: 0,
    left,
  }
}
