import { fieldsOfBankAccount, fieldsOfCard } from '../../../lambda/domain/payment/asked-fields.ts'
import type { Session, Status } from '../../../lambda/domain/session/session.ts'
import { money } from '../a-session.ts'
import {
  agrees,
  calls,
  type Deal,
  hangsUp,
  type Incident,
  isOutrun,
  isSilent,
  pressesStar,
} from './caller.ts'
import { cancels, fetchesToken, guidesThrough, looks, startDies, starts } from './client.ts'
import type { Drill } from './drill.ts'
import type { Nature } from './small-twilio.ts'

/** A payment to be killed everywhere, and how it ends when nothing dies. */
export interface Payment {
  readonly name: string
  readonly nature?: Nature
  readonly delivery?: 'poll'
  readonly drive: (drill: Drill) => Promise<Session['id'] | null>
  readonly ends: Status
  /** One death costs nothing but the knowledge of a charge; otherwise a caller may be lost. */
  readonly retried?: true
  /** Whether a second death is tried at every place after each first. */
  readonly pairs?: true
}

const card: Deal = {
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
const bank: Deal = { ...card, terms: { ...card.terms, fields: fieldsOfBankAccount } }
const token: Deal = {
  purchase: { ...card.purchase, money: null },
  terms: { ...short.terms, options: { tokenType: 'reusable' } },
}
const twice: Deal = {
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
const confirmed: Deal = {
  ...card,
  terms: { ...short.terms, options: { confirmation: 'true' } },
}
const other: Deal = { ...card, purchase: { ...card.purchase, reference: 'INV-2002' } }

type Drive = Payment['drive']

const guided =
  (deal: Deal, incident?: Incident): Drive =>
  async (drill) => {
    const sessionId = await calls(drill, deal)
    if (sessionId !== null) await agrees(drill, sessionId, incident)
    return sessionId
  }

const assisted =
  (deal: Deal, incident?: Incident): Drive =>
  async (drill) => {
    const start = { ...deal, mode: 'assisted', announce: false, key: 'start' } as const
    const sessionId = await starts(drill, start)
    if (sessionId !== null) await guidesThrough(drill, sessionId, incident)
    return sessionId
  }

/** Somebody fetches what was kept of the card. */
const withToken =
  (drive: Drive): Drive =>
  async (drill) => {
    const sessionId = await drive(drill)
    if (sessionId !== null) await fetchesToken(drill, sessionId)
    return sessionId
  }

/** The offer is said on a call that is in progress, and not in answer to it. */
const offered: Drive = async (drill) => {
  const start = { ...short, mode: 'guided', announce: true, key: 'offer' } as const
  await starts(drill, start)
  // A double click is the same request.
  const sessionId = await starts(drill, start)
  if (sessionId !== null && drill.twilio.heard) await agrees(drill, sessionId)
  return sessionId
}

const takenUp: Drive = async (drill) => {
  const start = { ...short, mode: 'assisted', announce: false, key: 'tab 1' } as const
  await startDies(drill, start)
  const sessionId = await starts(drill, { ...start, key: 'tab 2' })
  if (sessionId !== null) await guidesThrough(drill, sessionId)
  return sessionId
}

/** The caller pays, is sent here for something else, and once more for what is paid. */
const paidAgain: Drive = async (drill) => {
  const sessionId = await guided(short)(drill)
  await calls(drill, other)
  await calls(drill, short)
  if (sessionId !== null) await looks(drill, sessionId)
  return sessionId
}

/** Nobody does anything, so that the schedule has a look. */
const waits: Incident = (drill, sessionId) => drill.minutePasses(sessionId)

const callsAgain =
  (deal: Deal): Incident =>
  (drill) =>
    calls(drill, deal)

const bothModes = (
  name: string,
  payment: Omit<Payment, 'name' | 'drive'> & { readonly deal: Deal; readonly incident?: Incident },
): readonly Payment[] => {
  const { deal, incident, ...rest } = payment
  return [
    { ...rest, name: `guided${name}`, drive: guided(deal, incident) },
    { ...rest, name: `assisted${name}`, drive: assisted(deal, incident), retried: true },
  ]
}

/** Twilio answers the first sends of the payment with 429. */
const busy = [1, 2]

export const payments: readonly Payment[] = [
  ...bothModes('', { deal: card, ends: 'succeeded' }),
  ...bothModes(', few fields', { deal: short, ends: 'succeeded', pairs: true }),
  ...bothModes(', a card declined', { deal: short, nature: { declines: 1 }, ends: 'succeeded' }),
  ...bothModes(', declined and left open', {
    deal: short,
    nature: { declines: 1, keepsDeclined: true },
    ends: 'succeeded',
  }).map((row) => (row.retried ? row : { ...row, pairs: true as const })),
  ...bothModes(', every card declined', { deal: short, nature: { declines: 9 }, ends: 'failed' }),
  ...bothModes(', an invalid entry', { deal: short, nature: { rejects: 1 }, ends: 'succeeded' }),
  ...bothModes(', a bank account', { deal: bank, ends: 'succeeded' }),
  ...bothModes(', fields keyed twice', { deal: twice, ends: 'succeeded' }),
  ...bothModes(', confirmed', { deal: confirmed, ends: 'succeeded' }),
  ...bothModes(', not confirmed', {
    deal: confirmed,
    nature: { confirms: false },
    ends: 'cancelled',
  }),
  ...bothModes(', a busy Twilio', { deal: short, nature: { busy }, ends: 'succeeded' }),
  ...bothModes(', a hang-up', { deal: short, incident: hangsUp, ends: 'failed' }),
  ...bothModes(', a star', { deal: short, incident: pressesStar, ends: 'failed' }),
  ...bothModes(', an idle minute', {
    deal: short,
    incident: waits,
    ends: 'succeeded',
    pairs: true,
  }),
  ...bothModes(', a cancel', { deal: short, incident: cancels, ends: 'cancelled', pairs: true }),
  { name: 'guided, a token', drive: withToken(guided(token)), ends: 'succeeded', pairs: true },
  {
    name: 'assisted, a token',
    drive: withToken(assisted(token)),
    ends: 'succeeded',
    retried: true,
  },
  { name: 'guided, silence', drive: guided(short, isSilent), ends: 'succeeded', delivery: 'poll' },
  { name: 'guided, a lost race', drive: guided(short, isOutrun), ends: 'succeeded' },
  { name: 'guided, sent here again', drive: guided(short, callsAgain(short)), ends: 'succeeded' },
  { name: 'guided, sent elsewhere', drive: guided(short, callsAgain(other)), ends: 'cancelled' },
  { name: 'guided, paid and sent here again', drive: paidAgain, ends: 'succeeded' },
  { name: 'guided, offered by a client', drive: offered, ends: 'succeeded', retried: true },
  {
    name: 'guided, not heard',
    drive: offered,
    nature: { mute: true },
    ends: 'failed',
    retried: true,
  },
  { name: 'assisted, taken up by another tab', drive: takenUp, ends: 'succeeded', retried: true },
]
