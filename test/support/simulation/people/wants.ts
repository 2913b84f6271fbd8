import {
  fieldsOfBankAccount,
  fieldsOfCard,
} from '../../../../lambda/domain/payment/asked-fields.ts'
import type { ChosenOptions } from '../../../../lambda/domain/payment/create-options.ts'
import type { Purchase } from '../../../../lambda/domain/session/session.ts'
import { defaultMerchant } from '../../../../lambda/domain/session/session.ts'
import type { StartSession } from '../../../../lambda/use-cases/start-session.ts'
import { money } from '../../a-session.ts'
import type { Choices } from '../chance/choices.ts'

export type Wanted = Pick<StartSession, 'purchase' | 'terms'>

const amounts = [money(), money('4250', 'JPY'), money('4.250', 'KWD')] as const

/** Short payments first: they come most often, and a schedule that fails is easier to read. */
const fieldLists = [
  fieldsOfCard({ securityCode: false, postalCode: false }),
  fieldsOfCard({ securityCode: true, postalCode: false }),
  fieldsOfCard({ securityCode: true, postalCode: true }),
  fieldsOfCard({ securityCode: true, postalCode: false, twice: ['payment-card-number'] }),
  fieldsOfBankAccount,
] as const

/** What is to be paid for, and how: drawn of everything that a client can choose. */
export function anything(choices: Choices, call: number): Wanted {
  const fields = choices.of([fieldLists[0], ...fieldLists])
  const isBank = fields === fieldsOfBankAccount
  const isToken = choices.below(8) === 1
  const confirmation = choices.below(8) === 1 ? { confirmation: 'true' } : {}
  const options: ChosenOptions = {
    ...(isBank ? { paymentMethod: 'ach-debit' } : {}),
    ...(isToken ? { tokenType: 'reusable' } : {}),
    ...confirmation,
  }
  const returnUrl = choices.below(3) === 1 ? 'https://ivr.example.com/menu' : null
  return {
    purchase: {
      money: isToken ? null : choices.of(amounts),
      reference: `INV-${call}`,
      description: null,
    },
    terms: {
      merchant: defaultMerchant,
      fields,
      paymentConnector: null,
      options,
      language: 'en-US',
      returnUrl,
    },
  }
}

/** Another purchase of the same caller. */
export const something = (wanted: Wanted): Wanted => {
  const purchase: Purchase = { ...wanted.purchase, reference: `${wanted.purchase.reference}-B` }
  return { ...wanted, purchase }
}
