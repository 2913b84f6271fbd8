import type { AskPrompt, Prompt } from '../domain/guide/prompt.ts'
import type { Session } from '../domain/session/session.ts'
import type { LocalePack } from './locale-pack.ts'
import { spelled, spokenAmount } from './spoken.ts'

export interface Spoken {
  readonly prompt: Prompt
  readonly session: Session
  readonly pack: LocalePack
  /** How often this prompt has been met with silence. */
  readonly silences: number
}

/** The words for a prompt, in the session's language. */
export function wordsFor({ prompt, pack, session, silences }: Spoken): string {
  switch (prompt.id) {
    case 'offer': {
      const { money, reference } = session.purchase
      const amount = money === null ? '' : spokenAmount(money, pack.language)
      const canReachPerson = session.terms.returnUrl !== null
      const say = pack.offers[prompt.offer][prompt.purpose][prompt.method]
      return say({ amount, reference, canReachPerson })
    }
    case 'one-moment':
      return pack.oneMoment
    case 'ask':
      return askText(prompt, pack)
    case 'charging':
      return (silences > 0 ? pack.stillCharging : pack.charging)[prompt.purpose][prompt.method]
    case 'confirming':
      return ''
    case 'paid':
      return prompt.confirmationCode === ''
        ? pack.paidWithoutCode
        : pack.paid(spelled(prompt.confirmationCode))
    case 'saved':
      return pack.saved[prompt.method]
    case 'failed':
      return pack.failures[prompt.reason]
    case 'cancelled':
      return pack.cancellations[prompt.by]
    case 'not-known':
      return pack.notKnown[prompt.purpose][prompt.method]
    default:
      return prompt satisfies never
  }
}

function askText({ field, card, error, last }: AskPrompt, pack: LocalePack): string {
  const asks = pack.asks[field][card]
  if (error === null) return asks.first
  return `${pack.errors[field][error]} ${last ? asks.last : asks.again}`
}
