import { line, type Shown } from './shown.ts'

/** What clients and callers do, and what they are told. */
export const clients: readonly Shown[] = [
  line('S19', 'A function dies with all written and the client not answered.', [
    'unit/engine/crash',
    'survives death before, in and after each I/O',
  ]),
  line('S19', 'The same key gets the same answer.', [
    'journeys/clients/assisted',
    'gets the same answer for the same key, and nothing happens twice',
  ]),
  line('S19', 'Every change of every route, from another function, after a day.', [
    'unit/survival/replay-contract',
    '$route: gets the same answer, byte for byte',
  ]),
  line('S24', 'Two tabs ask at once.', [
    'unit/engine/two-clients',
    '%s: Twilio never has two requests at a time',
  ]),
  line('S24', 'Two captures at once.', [
    'unit/engine/two-clients',
    'who asks while the other’s request is out is told so',
  ]),
  line('S24', 'A capture and a charge at once.', [
    'unit/engine/two-clients',
    'a capture and a charge: who comes second',
  ]),
  line('S24', 'A second client asks for anything at any moment.', [
    'unit/engine/model',
    '$mode, $name: nothing untrue',
  ]),
  line('S25', 'A charge and a cancel at once.', [
    'unit/engine/two-clients',
    'a charge and a cancel',
  ]),
  line('S25', 'A cancel of a charge that is recorded is refused, with how it stands.', [
    'journeys/clients/assisted',
    'cannot cancel once the charge is out',
  ]),
  line('S26', 'A double click with two keys.', [
    'unit/engine/two-clients',
    'a double click with two keys is one charge',
  ]),
  line('S26', 'A double click, to the end.', [
    'journeys/clients/assisted',
    'double-clicks with two keys',
  ]),
  line('S27', 'The caller hangs up while a field is asked.', [
    'journeys/callers/hang-up',
    'while asked for entry %i has paid nothing',
  ]),
  line('S27', 'The caller hangs up when the charge is out.', [
    'journeys/callers/hang-up',
    'after the last entry is charged once, and the session says so',
  ]),
  line('S27', 'A start on a call that is over.', [
    'journeys/clients/requests',
    'passes on that the call is not in progress',
  ]),
  line('S27', 'A call that is over ends no charge.', [
    'unit/use-cases/settle-due-sessions',
    'does not end a charge because the call is over',
  ]),
  line('S33', 'A client’s key that has expired, while the call goes on.', [
    'unit/engine/clocks',
    'before what is kept of the call, starts nothing that is charged a second time',
  ]),
  line('S33', 'All that was kept has expired: the call is over.', [
    'unit/engine/clocks',
    'with all that is kept of the call, starts nothing',
  ]),
  line('S33', 'A claim that has expired and is still in the table.', [
    'contract/stores/claims',
    'is free once it has expired, though the broom has not come yet',
  ]),
  line('S33', 'A key that is used again after 25 hours.', [
    'unit/engine/clocks',
    'or not, after 25 hours, gets the first answer',
  ]),
  line('S38', 'A body that is too large.', [
    'journeys/clients/requests',
    'refuses a body over 16 KB with 413',
  ]),
  line('S38', 'Every wrong field is named.', [
    'journeys/clients/requests',
    'names every wrong field at once',
  ]),
  line('S38', 'The prototype of anything.', [
    'unit/http/client/session-request',
    'cannot reach the prototype of anything',
  ]),
  line('S38', 'What is hostile, too large, or no amount.', [
    'unit/survival/hostile',
    'to $route is refused without a trace',
  ]),
  line('S38', 'Money is whole minor units from end to end.', [
    'unit/survival/money',
    'is whole minor units from the request to Twilio',
  ]),
  line('S39', 'A function is ended at any I/O, and the client asks again.', [
    'unit/engine/crash',
    'survives death before, in and after each I/O',
  ]),
  line('S39', 'A request that is still worked on.', [
    'unit/use-cases/engine/advance',
    'is in flight until Twilio has answered',
  ]),
  line('S39', 'The client asks again while it is worked on, and later.', [
    'unit/survival/replay-contract',
    '$route: is in progress, with 409, and then has its answer',
  ]),
]
