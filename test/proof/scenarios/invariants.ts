import { line, type Shown } from './shown.ts'

/** What has to hold after every run, whatever went wrong in it. */
export interface Invariant extends Shown {
  /** Where it is looked at after every run, and not in one test alone. */
  readonly checkedBy: readonly string[]
}

const drill = 'test/support/drill/checks/truth.ts'
const simulation = 'test/support/simulation/checks/watch.ts'
const liveness = 'test/support/simulation/checks/liveness.ts'
const model = 'test/unit/engine/model.test.ts'
const payments = 'test/journeys/trust/secrecy.test.ts'

const checks = 'unit/engine/drill-checks'

const shown = (
  id: `I${number}`,
  checkedBy: readonly string[],
  rest: readonly [what: string, file: string, test: string],
): Invariant => ({ ...line(id, rest[0], [rest[1], rest[2]]), checkedBy })

/** Each with a test that fails when it is broken: on purpose, or by whoever breaks it. */
export const invariants: readonly Invariant[] = [
  shown(
    'I1',
    [drill, simulation, model],
    ['A payment is charged once.', checks, 'a second charge is a lie'],
  ),
  shown(
    'I2',
    [drill, simulation, model],
    ['What is sent was recorded before.', checks, 'a request that was not recorded just so'],
  ),
  shown(
    'I3',
    [drill, simulation, model],
    ['A charge is never lost, and none made up.', checks, 'a charge that the session denies'],
  ),
  shown(
    'I4',
    [drill, simulation, model],
    [
      'Versions grow, ends stay, ways are those that there are.',
      checks,
      'an end that does not stay',
    ],
  ),
  shown(
    'I5',
    [drill, simulation, model],
    [
      'A request to Twilio has one key for ever, and a key one request.',
      checks,
      'a key of two requests',
    ],
  ),
  shown(
    'I6',
    [payments],
    [
      'What Twilio sends of a card is nowhere afterwards.',
      'unit/survival/canaries',
      'in %s is nowhere afterwards',
    ],
  ),
  shown(
    'I6',
    [payments],
    [
      'Nor is what was keyed in whole payments, good and bad.',
      'journeys/trust/secrecy',
      '%s has no card number, in any writing',
    ],
  ),
  shown(
    'I7',
    [drill, simulation, liveness, model],
    [
      'A session ends in time, and what nobody knows raises an alarm.',
      checks,
      'what is owed for ever',
    ],
  ),
  shown(
    'I8',
    ['test/unit/survival/callbacks/forged.test.ts'],
    [
      'A stranger costs no I/O.',
      'unit/survival/callbacks/forged',
      'with $what is refused on every route',
    ],
  ),
  shown(
    'I8',
    ['test/unit/survival/callbacks/forged.test.ts'],
    [
      'A stranger has the secret read once in thirty seconds at most.',
      'unit/survival/callbacks/forged',
      'has the secret read so often in thirty seconds at most',
    ],
  ),
  shown(
    'I9',
    [simulation],
    [
      'The same request with the same key has the same answer.',
      'unit/survival/replay-contract',
      '$route: gets the same answer, byte for byte',
    ],
  ),
  shown(
    'I9',
    [simulation],
    [
      'Another is refused with 422.',
      'unit/survival/replay-contract',
      '$route: and something else in it is refused with 422',
    ],
  ),
  shown(
    'I9',
    [simulation],
    [
      'One in progress with 409.',
      'unit/survival/replay-contract',
      '$route: is in progress, with 409, and then has its answer',
    ],
  ),
  shown(
    'I9',
    [simulation],
    [
      'One without a key with 400.',
      'unit/survival/replay-contract',
      '$route: is refused with 400, and nothing is asked',
    ],
  ),
  shown(
    'I10',
    ['test/support/drill/checks/told.ts'],
    [
      'Each ending is told at least once, and in order.',
      checks,
      'an ending that is told to nobody',
    ],
  ),
  shown(
    'I10',
    ['test/support/drill/checks/told.ts'],
    [
      'A back end that does each message once hears of each ending once.',
      'journeys/outcomes/told',
      'hears that a charge is not known, and later the truth',
    ],
  ),
  ...(['I1', 'I2', 'I3', 'I4', 'I5', 'I7'] as const).map((id) =>
    shown(
      id,
      [simulation],
      [
        'A mistake that is planted in the code, and breaks it, is found by random schedules.',
        'unit/simulation/planted-defects',
        'a mistake is found: $name',
      ],
    ),
  ),
]
