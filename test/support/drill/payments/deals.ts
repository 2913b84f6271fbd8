import {
  fieldsOfBankAccount,
  fieldsOfCard,
} from '../../../../lambda/domain/payment/asked-fields.ts'
import { money } from '../../a-session.ts'
import type { Deal } from '../people/caller.ts'

/** What is paid in the drills, and what is asked for it. */

export const card: Deal = {
  purchase: { money: money(), reference: 'INV-1001', description: null },
  terms: {
    merchant: 'default',
    fields: fieldsOfCard({ securityCode: true, postalCode: true }),
    paymentConnector: null,
    options: {},
    language: 'en-US',
    returnUrl: null,
  },
}
export const short: Deal = {
  ...card,
  terms: { ...card.terms, fields: fieldsOfCard({ securityCode: false, postalCode: false }) },
}
export const bank: Deal = { ...card, terms: { ...card.terms, fields: fieldsOfBankAccount } }
export const token: Deal = {
  purchase: { ...card.purchase, money: null },
  terms: { ...short.terms, options: { tokenType: 'reusable' } },
}
export const twice: Deal = {
  ...card,
  terms: {
    ...card.terms,
    fields: fieldsOfCard({
      securityCode: true,
      postalCode: false,
      twice: ['payment-card-number', 'security-code'],
    }),
  },
}
export const confirmed: Deal = {
  ...card,
  terms: { ...short.terms, options: { confirmation: 'true' } },
}
export const other: Deal = { ...card, purchase: { ...card.purchase, reference: 'INV-2002' } }
