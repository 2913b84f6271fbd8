import { describe, expect, test } from 'vitest'
import { decide } from '../../../../lambda/domain/machine/decide.ts'
import type { EventType, SessionEvent } from '../../../../lambda/domain/session/event.ts'
import { isRefusal } from '../../../../lambda/domain/session/refusal.ts'
import {
  allStatuses,
  type Session,
  type Status,
} from '../../../../lambda/domain/session/session.ts'
import { aPaymentSid, at } from '../../../support/a-session.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

/**
 * Written by hand from what the flow promises, not from the machine. A cell says where the event
 * leads: to a status; `kept`, recorded without leaving the status; `same`, nothing at all is
 * changed; `owed`, refused until Twilio has answered; `guided`, refused since the flow drives;
 * or `-`, refused in this status. Sessions stand as in `sessions-in.ts`; a second has passed.
 */
const columns: Readonly<Record<Status, number>> = {
  offered: 0,
  starting: 1,
  collecting: 2,
  capturing: 3,
  completing: 4,
  succeeded: 5,
  failed: 6,
  cancelled: 7,
  unresolved: 8,
}

const assisted: Readonly<Record<EventType, string>> = {
  // offered starting collecting capturing completing succeeded failed cancelled unresolved
  'offer-unsaid': 'failed - - - - - - - -',
  'caller-lost': 'failed - - - - - - - -',
  'consent-given': 'starting - - - - - - - -',
  'offer-declined': 'cancelled - - - - - - - -',
  'person-wanted': 'cancelled cancelled cancelled cancelled - - - - -',
  'caller-silent': 'failed - failed failed - - - - -',
  'capture-overdue': '- - - same - - - - -',
  'capture-requested': '- - capturing owed - - - - -',
  'complete-requested': '- - completing - - - - - -',
  'cancel-requested': 'cancelled cancelled cancelled cancelled - - - - -',
  'payment-opened': '- collecting - - - - same same -',
  'field-captured': '- - - collecting - - - - -',
  'field-rejected': '- - - collecting - - - - -',
  'payment-succeeded':
    'succeeded succeeded succeeded succeeded succeeded - succeeded succeeded succeeded',
  'payment-not-opened': '- failed failed failed - - - - -',
  'payment-refused': '- failed starting starting starting - - - failed',
  'payment-ended': '- failed failed failed same - - - -',
  'payment-cancelled': '- - - - stale - - - stale',
  'resolved-charged': '- - - - - - - - succeeded',
  'resolved-not-charged': '- - - - - - - - failed',
  'command-accepted': 'same collecting same kept kept same kept kept same',
  'command-refused': 'same failed same collecting collecting same kept kept same',
  'command-unsent': 'same failed same collecting collecting same same same same',
  'command-uncertain': 'same kept same kept kept same kept kept same',
  'outcome-told': '- - - - - same same same same',
  'call-ended': 'failed failed failed failed same - - - -',
  'call-alive': 'kept kept kept kept - - - - -',
  'time-passed': 'same same same same same same same same same',
}

/** Alone with the caller, the flow goes on by itself; it never rests in `collecting` (`.`). */
const guided: Readonly<Record<EventType, string>> = {
  // offered starting collecting capturing completing succeeded failed cancelled unresolved
  'offer-unsaid': 'failed - . - - - - - -',
  'caller-lost': 'failed - . - - - - - -',
  'consent-given': 'starting - . - - - - - -',
  'offer-declined': 'cancelled - . - - - - - -',
  'person-wanted': 'cancelled cancelled . cancelled - - - - -',
  'caller-silent': 'failed - . failed - - - - -',
  'capture-overdue': '- - . same - - - - -',
  'capture-requested': 'guided guided . guided guided guided guided guided guided',
  'complete-requested': 'guided guided . guided guided guided guided guided guided',
  'cancel-requested': 'cancelled cancelled . cancelled - - - - -',
  'payment-opened': '- capturing . - - - same same -',
  'field-captured': '- - . kept - - - - -',
  'field-rejected': '- - . kept - - - - -',
  'payment-succeeded': 'succeeded succeeded . succeeded succeeded - succeeded succeeded succeeded',
  'payment-not-opened': '- failed . failed - - - - -',
  'payment-refused': '- failed . starting offered - - - failed',
  'payment-ended': '- failed . failed same - - - -',
  'payment-cancelled': '- - . - stale - - - stale',
  'resolved-charged': '- - . - - - - - succeeded',
  'resolved-not-charged': '- - . - - - - - failed',
  'command-accepted': 'same capturing . kept kept same kept kept same',
  'command-refused': 'same failed . failed failed same kept kept same',
  'command-unsent': 'same failed . failed failed same same same same',
  'command-uncertain': 'same kept . kept kept same kept kept same',
  'outcome-told': '- - . - - same same same same',
  'call-ended': 'failed failed . failed same - - - -',
  'call-alive': 'kept kept . kept - - - - -',
  'time-passed': 'same same . same same same same same same',
}

const short: Readonly<Record<string, string>> = {
  'not-in-this-status': '-',
  'command-owed': 'owed',
  'guided-session': 'guided',
}

function cellOf(session: Session, event: SessionEvent): string {
  const next = decide(session, event)
  if (isRefusal(next)) return short[next.refused] ?? next.refused
  if (next === session) return 'same'
  return next.state.status === session.state.status ? 'kept' : next.state.status
}

/** What comes of an event in each status; where the flow never rests, the dot of `like` stays. */
function rowOf(of: {
  readonly mode: Session['mode']
  readonly like: string
  readonly event: (session: Session) => SessionEvent
  readonly wanted?: Partial<Session>
}): string {
  const found = of.like.split(' ')
  for (const status of allStatuses) {
    const column = columns[status]
    const session = sessionIn(status, { ...of.wanted, mode: of.mode })
    if (found[column] !== '.') found[column] = cellOf(session, of.event(session))
  }
  return found.join(' ')
}

const types = Object.keys(everyEvent(sessionIn('offered'))).filter(
  (type): type is EventType => type in assisted,
)

describe.each([
  { mode: 'assisted', matrix: assisted },
  { mode: 'guided', matrix: guided },
] as const)('every event in every status of a session that is $mode', ({ mode, matrix }) => {
  test.each(types)('%s leads where the matrix says', (type) => {
    const row = rowOf({ mode, like: matrix[type], event: (session) => everyEvent(session)[type] })

    expect(row).toBe(matrix[type])
  })

  test('the matrix has a row for each event and a column for each status', () => {
    const statuses = Object.keys(columns)

    expect(new Set(types)).toEqual(new Set(Object.keys(matrix)))
    expect(new Set(allStatuses)).toEqual(new Set(statuses))
    expect(Object.values(columns)).toEqual(statuses.map((_, column) => column))
    for (const row of Object.values(matrix)) expect(row.split(' ')).toHaveLength(statuses.length)
  })
})

/**
 * The same by hand for what is told of a charge, and for time: each kind of word and each age
 * that a session can meet. Columns as above.
 */
const charge = { attempt: 1, step: 6, paymentSid: aPaymentSid() }
const refused = { type: 'payment-refused', at: at(1_000), ...charge } as const
const words: Readonly<Record<string, readonly [SessionEvent, assisted: string, guided: string]>> = {
  'the bank declines': [
    { ...refused, verdict: 'declined', twilioCode: 64012 },
    '- failed starting starting starting - - - failed',
    '- failed . starting offered - - - failed',
  ],
  'the connector has not charged': [
    { ...refused, verdict: 'not-charged', twilioCode: 64001 },
    '- failed failed failed failed - - - failed',
    '- failed . failed failed - - - failed',
  ],
  'the connector cannot tell': [
    { ...refused, verdict: 'not-known', twilioCode: 64008 },
    '- failed starting starting unresolved - - - stale',
    '- failed . starting unresolved - - - stale',
  ],
  'the deadline of a charge is over': [
    { type: 'time-passed', at: at(90_000) },
    'same kept same kept unresolved same kept kept same',
    'same kept . kept unresolved same kept kept same',
  ],
  'half an hour is over': [
    { type: 'time-passed', at: at(30 * 60_000) },
    'failed failed failed failed unresolved same kept kept kept',
    'failed failed . failed unresolved same kept kept kept',
  ],
}

test.each(Object.entries(words))('by hand: %s', (_, [event, assistedRow, guidedRow]) => {
  expect(rowOf({ mode: 'assisted', like: assistedRow, event: () => event })).toBe(assistedRow)
  expect(rowOf({ mode: 'guided', like: guidedRow, event: () => event })).toBe(guidedRow)
})

/**
 * By hand, too: sessions in their second attempt, and what it is to them that the first one was
 * charged after all. Where a session that was told so never rests, there is a dot.
 */
const second = { attempt: 2 } as const
const warned = { attempt: 2, chargedEarlier: true } as const
const confirming = {
  ...warned,
  terms: { ...sessionIn('offered').terms, options: { confirmation: 'true' } },
} as const
const again = { ...charge, attempt: 2 }
const earlier = { confirmationCode: 'ch_1', sealedToken: null, ...charge }
const told = { type: 'payment-succeeded', at: at(1_000), ...earlier } as const
const declined = { ...refused, ...again, verdict: 'declined', twilioCode: 64012 } as const
const afterEarlier: Readonly<
  Record<string, readonly [Partial<Session>, SessionEvent, assisted: string, guided: string]>
> = {
  'a charge of an earlier attempt': [
    second,
    told,
    'unresolved unresolved unresolved unresolved kept stale unresolved unresolved kept',
    'unresolved unresolved . unresolved kept stale unresolved unresolved kept',
  ],
  'the same, told again': [
    warned,
    told,
    '. . . . stale stale unresolved . stale',
    '. . . . stale stale unresolved . stale',
  ],
  'anything else of an earlier attempt': [
    second,
    { ...refused, verdict: 'declined', twilioCode: 64012 },
    'stale stale stale stale stale stale stale stale stale',
    'stale stale . stale stale stale stale stale stale',
  ],
  'this attempt’s charge': [
    warned,
    { ...told, attempt: 2 },
    '. . . . succeeded - succeeded . succeeded',
    '. . . . succeeded - succeeded . succeeded',
  ],
  'a decline of this attempt’s charge': [
    warned,
    declined,
    '. . . . unresolved - - . stale',
    '. . . . unresolved - - . stale',
  ],
  'the caller’s last no to this attempt’s charge': [
    confirming,
    { type: 'payment-cancelled', at: at(1_000), ...again },
    '. . . . unresolved - - . stale',
    '. . . . unresolved - - . stale',
  ],
  'this attempt’s charge never left': [
    warned,
    { type: 'command-unsent', at: at(1_000), step: 6 },
    '. . . . unresolved same same . same',
    '. . . . unresolved same same . same',
  ],
  'a look-up that has found none': [
    warned,
    { type: 'resolved-not-charged', at: at(3_600_000), resolver: { by: 'look-up' } },
    '. . . . - - - . same',
    '. . . . - - - . same',
  ],
}

test.each(Object.entries(afterEarlier))('by hand, in a second attempt: %s', (_, row) => {
  const [wanted, event, assistedRow, guidedRow] = row
  const rowIn = (mode: Session['mode'], like: string) =>
    rowOf({ mode, like, event: () => event, wanted })

  expect(rowIn('assisted', assistedRow)).toBe(assistedRow)
  expect(rowIn('guided', guidedRow)).toBe(guidedRow)
})

test('a refusal names the statuses that would have allowed the event', () => {
  const session = sessionIn('completing', { mode: 'assisted' })

  const refusal = decide(session, everyEvent(session)['cancel-requested'])

  expect(refusal).toEqual({
    refused: 'not-in-this-status',
    allowedIn: ['offered', 'starting', 'collecting', 'capturing'],
    fields: [],
  })
})
