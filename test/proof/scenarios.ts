/** What must survive, by number, and the test that shows it. A scenario may have several. */
export interface Scenario {
  readonly id: `S${number}`
  readonly what: string
  readonly file: string
  /** The beginning of the test's name, as it is written. */
  readonly test: string
}

const row = (
  id: Scenario['id'],
  what: string,
  shown: readonly [file: string, test: string],
): Scenario => ({ id, what, file: `test/${shown[0]}.test.ts`, test: shown[1] })

/** What is not there, and why: nothing of it can be shown. */
export const notBuilt: ReadonlyArray<Pick<Scenario, 'id' | 'what'>> = [
  { id: 'S35', what: 'There is no stream and no outbox: a client reads the session.' },
]

export const scenarios: readonly Scenario[] = [
  row('S11', 'A callback that comes several times, in turn or at once, is taken once.', [
    'unit/use-cases/receive-callback',
    'that comes five times, one after the other or at once, is taken once',
  ]),
  row('S12', 'A callback is known by what it says, and not by the token of its delivery.', [
    'unit/engine/webhook-tokens',
    'S12: the same callback under another token',
  ]),
  row('S12', 'Another callback under a token that was seen is not dropped.', [
    'unit/engine/webhook-tokens',
    'S12: another callback under the same token',
  ]),
  row(
    'S13',
    'The result comes before the last entry is told, and before the answer to its charge.',
    ['unit/engine/schedules', '$mode, $name: it ends the same'],
  ),
  row('S13', 'The late answer to a charge that is paid changes nothing.', [
    'unit/domain/machine/charging',
    'is not moved from paid by the late answer to its charge',
  ]),
  row('S14', 'A callback of a step that was asked anew is stale.', [
    'unit/engine/schedules',
    '$mode, $name: it ends the same',
  ]),
  row('S14', 'What belongs to another attempt changes nothing.', [
    'unit/domain/machine/laws',
    'what else belongs to another attempt or Payments resource changes nothing',
  ]),
  row('S15', 'The callback of an entry is lost, and the field is asked anew.', [
    'unit/use-cases/take-turn',
    'for the second time at a field listens anew, since a callback may be lost',
  ]),
  row('S15', 'Any callback is lost at any moment.', [
    'unit/engine/model',
    '$mode, $name: nothing untrue',
  ]),
  row(
    'S16',
    'The result of a charge is lost: it is said that nobody knows, and never sent again.',
    [
      'journeys/trouble/unknown-outcome',
      'is said within a minute of its deadline even if nobody is on the line',
    ],
  ),
  row('S16', 'The result comes late after all.', [
    'journeys/trouble/unknown-outcome',
    'is resolved by a callback that comes late',
  ]),
  row('S17', 'A function dies with a command recorded and not sent.', [
    'unit/engine/crash',
    'survives death before, in and after each I/O',
  ]),
  row('S17', 'The schedule sends it, with the same key.', [
    'unit/use-cases/settle-due-sessions',
    'sends again what a dead function left behind, with the same key',
  ]),
  row('S18', 'A function dies when Twilio has taken a command, and nothing was written.', [
    'unit/engine/crash',
    'survives death before, in and after each I/O',
  ]),
  row('S19', 'A function dies with all written and the client not answered.', [
    'unit/engine/crash',
    'survives death before, in and after each I/O',
  ]),
  row('S19', 'The same key gets the same answer.', [
    'journeys/clients/assisted',
    'gets the same answer for the same key, and nothing happens twice',
  ]),
  row('S20', 'A create gets no answer: its callback, or the same key, tells of it.', [
    'unit/engine/crash',
    'survives lost answers, executed: %s',
  ]),
  row('S21', 'Twilio is busy: the same key again, inside of the time there is.', [
    'unit/use-cases/engine/perform',
    'is sent again, with the same key, while it certainly never reached Twilio',
  ]),
  row('S21', 'The wait that Twilio asks for is kept.', [
    'unit/use-cases/engine/perform',
    'waits as long as Twilio asked for',
  ]),
  row('S22', 'An answer that proves nothing leaves a charge unknown.', [
    'journeys/trouble/unknown-outcome',
    "test.each(['500-executed', '500-not-executed', 'reset-executed', 'garbage'])",
  ]),
  row('S23', 'A definite no counts only when no earlier send is in doubt.', [
    'unit/domain/machine/charging',
    'may have been made when an earlier send is not accounted for',
  ]),
  row('S23', 'A no to the only send is the whole truth.', [
    'unit/domain/machine/charging',
    'was not made when the refusal answers its only send',
  ]),
  row('S24', 'Two tabs ask at once.', [
    'unit/engine/two-clients',
    'S24: %s: Twilio never has two requests at a time',
  ]),
  row('S24', 'A capture and a charge at once.', [
    'unit/engine/two-clients',
    'S24: a capture and a charge: who comes second',
  ]),
  row('S24', 'A second client asks for anything at any moment.', [
    'unit/engine/model',
    '$mode, $name: nothing untrue',
  ]),
  row('S25', 'A charge and a cancel at once.', [
    'unit/engine/two-clients',
    'S25: a charge and a cancel',
  ]),
  row('S26', 'A double click with two keys.', [
    'unit/engine/two-clients',
    'S26: a double click with two keys is one charge',
  ]),
  row('S27', 'The caller hangs up while a field is asked.', [
    'journeys/callers/hang-up',
    'while asked for entry %i has paid nothing',
  ]),
  row('S27', 'The caller hangs up when the charge is out.', [
    'journeys/callers/hang-up',
    'after the last entry is charged once, and the session says so',
  ]),
  row('S27', 'A start on a call that is over.', [
    'journeys/clients/requests',
    'passes on that the call is not in progress',
  ]),
  row('S28', 'A callback that comes again, at any time, changes nothing.', [
    'unit/engine/schedules',
    '$mode, $name: it ends the same',
  ]),
  row('S28', 'The seal of a callback ends after a day.', [
    'unit/adapters/twilio/seal',
    'holds for a day, and no longer',
  ]),
  row('S28', 'A callback for a session that is gone.', [
    'unit/use-cases/receive-callback',
    'for a session that is gone changes nothing',
  ]),
  row('S29', 'A callback whose seal is of another step.', [
    'journeys/trust/genuine',
    'refuses a callback whose seal belongs to another step, even signed',
  ]),
  row('S29', 'A parameter that was changed, added or taken away.', [
    'journeys/trust/genuine',
    'refuses a parameter that was changed, added or taken away',
  ]),
  row('S30', 'A signature that is missing, malformed or another account’s.', [
    'journeys/trust/genuine',
    'refuses the signature of another account',
  ]),
  row('S31', 'Headers that claim another host.', [
    'journeys/trust/genuine',
    'is not moved by headers that claim another host',
  ]),
  row('S32', 'Clocks that are ten minutes apart.', [
    'unit/engine/clocks',
    'S32: by %i minutes sends no charge, and hears its verdict',
  ]),
  row('S33', 'A client’s key that has expired.', [
    'unit/engine/clocks',
    'S33: starts nothing that is charged a second time',
  ]),
  row('S33', 'A claim that has expired and is still in the table.', [
    'contract/stores/claims',
    'is free once it has expired, though the broom has not come yet',
  ]),
  row('S34', 'A write that was applied and answered with an error.', [
    'contract/stores/broken-dynamodb',
    'is recognised by its own token',
  ]),
  row('S34', 'A write that the SDK repeated by itself.', [
    'contract/stores/broken-dynamodb',
    'is recognised when the SDK sends it again and meets its own condition',
  ]),
  row('S34', 'The database gives no answer, at any I/O of whole payments.', [
    'unit/engine/crash',
    'survives a silent database, applied: %s',
  ]),
  row('S34', 'Nothing is sent when a write is not certain.', [
    'unit/use-cases/engine/advance',
    'sends nothing when its write is not certain',
  ]),
  row('S36', 'A function that freezes with a command in hand, and wakes.', [
    'unit/engine/clocks',
    'S36: and wakes when another has sent it',
  ]),
  row('S36', 'Nothing is sent with too little time left.', [
    'unit/use-cases/engine/perform',
    'is not sent when too little time is left to hear the answer and record it',
  ]),
  row('S37', 'A token that was rotated is read anew, by one for all.', [
    'unit/adapters/twilio/request-verifier',
    'signed with a token that was rotated since we read it is genuine at once',
  ]),
  row('S37', 'Strangers cannot have the secret read more often.', [
    'unit/adapters/twilio/credentials',
    'is read anew after a doubt, but not more often than every 30 seconds',
  ]),
  row('S37', 'A request that is not let in is asked once more, by the same key.', [
    'contract/twilio-adapter/payments',
    'what is not let in is asked once more with credentials read anew, by the same key',
  ]),
  row('S38', 'A body that is too large.', [
    'journeys/clients/requests',
    'refuses a body over 16 KB with 413',
  ]),
  row('S38', 'Every wrong field is named.', [
    'journeys/clients/requests',
    'names every wrong field at once',
  ]),
  row('S38', 'The prototype of anything.', [
    'unit/http/client/session-request',
    'cannot reach the prototype of anything',
  ]),
  row('S39', 'A function is ended at any I/O, and the client asks again.', [
    'unit/engine/crash',
    'survives death before, in and after each I/O',
  ]),
  row('S39', 'A request that is still worked on.', [
    'unit/use-cases/engine/advance',
    'is in flight until Twilio has answered',
  ]),
  row('S40', 'A record with members of a later version keeps them over a write.', [
    'contract/stores/session-record',
    'keeps what this version does not know, over a write',
  ]),
]
