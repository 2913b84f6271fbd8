import { line, type Shown } from './shown.ts'

/** What is checked after each run of the drill, each with a test that spoils such a run. */
const drilled = [
  ['I1', 'A payment is charged once.', 'a second charge is a lie'],
  ['I2', 'What is sent was recorded before.', 'a request that was not recorded just so'],
  ['I3', 'A charge is never lost, and none made up.', 'a charge that the session denies'],
  ['I4', 'Versions grow, ends stay, ways are those that there are.', 'an end that does not stay'],
  ['I5', 'A request to Twilio has one key for ever, and a key one request.', 'a key of two'],
  ['I7', 'A session ends in time, and what nobody knows is counted.', 'what is owed for ever'],
  ['I10', 'Each ending is told at least once, and in order.', 'an ending that is told to nobody'],
] as const

/** What is checked after each move of the model, each with a test that spoils such a move. */
const modelled = [
  ['I1', 'a second charge is found'],
  ['I2', 'a send of what was not owed, of nobody, or still to come, is found'],
  ['I3', 'a charge that the session denies is found, and so is one that it makes up'],
  ['I4', 'an end that does not stay, and a way around the charge, are found'],
  ['I5', 'a key of two commands, and a charge that is sent twice, are found'],
] as const

const stranger = 'unit/survival/callbacks/forged'
const clients = 'unit/survival/replay-contract'

/** What has to hold after every run, whatever went wrong in it. */
export const invariants: readonly Shown[] = [
  ...drilled.map(([id, what, test]) => line(id, what, ['unit/engine/drill-checks', test])),
  ...(['I1', 'I2', 'I3', 'I4', 'I5', 'I7'] as const).flatMap((id) => [
    line(
      id,
      'A mistake that is planted in the code, and breaks it, is found by random schedules.',
      ['unit/simulation/planted-defects', 'a mistake is found: $name'],
    ),
    line(id, 'It holds in every state of the model, after every move.', [
      'unit/engine/model',
      '$mode, $name: nothing untrue',
    ]),
  ]),
  ...modelled.map(([id, test]) =>
    line(id, 'A move of the model that breaks it is found.', ['unit/explorer/checks', test]),
  ),
  line('I6', 'What Twilio sends of a card is nowhere afterwards.', [
    'unit/survival/canaries',
    'in %s is nowhere afterwards',
  ]),
  line('I6', 'Nor is what was keyed in whole payments, good and bad.', [
    'journeys/trust/secrecy',
    '%s has no card number, in any writing',
  ]),
  line('I8', 'A stranger costs no I/O.', [stranger, 'with $what is refused on every route']),
  line(
    'I8',
    'A stranger has the secret read once in thirty seconds, or with a sealed URL ten times.',
    [stranger, 'has the secret read so often in thirty seconds at most'],
  ),
  line('I9', 'The same request with the same key has the same answer.', [
    clients,
    '$route: gets the same answer, byte for byte',
  ]),
  line('I9', 'Another is refused with 422.', [
    clients,
    '$route: and something else in it is refused with 422',
  ]),
  line('I9', 'One in progress with 409.', [
    clients,
    '$route: is in progress, with 409, and then has its answer',
  ]),
  line('I9', 'One without a key with 400.', [
    clients,
    '$route: is refused with 400, and nothing is asked',
  ]),
  line('I10', 'A back end that does each message once hears of each ending once.', [
    'journeys/outcomes/told',
    'hears that a charge is not known, and later the truth',
  ]),
]
