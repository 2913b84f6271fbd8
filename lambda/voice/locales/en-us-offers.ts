import type { LocalePack, Offer } from '../locale-pack.ts'

const choices = (what: string, canReachPerson: boolean): string =>
  `To ${what}, press 1. To cancel, press 2.` +
  (canReachPerson ? ' To speak to a person, press 0.' : '')

/**
 * A debit of a bank account by phone needs the caller's word for it: how much, once, and from
 * today on. https://www.nacha.org/rules (TEL entries)
 */
const authorize = 'authorize a one-time debit of your bank account, made today'

const pay: Offer = ({ amount, reference, canReachPerson }) =>
  `You are about to pay ${amount}, for reference ${reference}. ` +
  choices('pay with your card', canReachPerson)

const debit: Offer = ({ amount, reference, canReachPerson }) =>
  `You are about to pay ${amount}, for reference ${reference}, from your bank account. ` +
  choices(`${authorize}, and pay`, canReachPerson)

const save =
  (what: string): Offer =>
  ({ reference, canReachPerson }) =>
    `You are about to save your ${what} for later payments, for reference ${reference}. ` +
    `You will not be charged now. ${choices(`save your ${what}`, canReachPerson)}`

const saveAnother =
  (what: string): Offer =>
  ({ canReachPerson }) =>
    `Your ${what} was not accepted, and has not been saved. ` +
    choices(`save another ${what}`, canReachPerson)

export const offers: LocalePack['offers'] = {
  amount: {
    charge: { 'credit-card': pay, 'ach-debit': debit },
    tokenize: { 'credit-card': save('card'), 'ach-debit': save('bank account') },
  },
  'another-card': {
    charge: {
      'credit-card': ({ amount, canReachPerson }) =>
        'Your card was declined, and you have not been charged. ' +
        choices(`pay ${amount} with another card`, canReachPerson),
      'ach-debit': ({ amount, canReachPerson }) =>
        'Your bank account was not accepted, and you have not been charged. ' +
        `To pay ${amount} from another account: ${choices(authorize, canReachPerson)}`,
    },
    tokenize: { 'credit-card': saveAnother('card'), 'ach-debit': saveAnother('bank account') },
  },
}
