import { line, type Shown } from './shown.ts'

/** What Twilio tells: twice, late, never, in another order, or by a stranger. */
export const callbacks: readonly Shown[] = [
  line('S11', 'A callback that comes several times, in turn or at once, is taken once.', [
    'unit/use-cases/receive-callback',
    'that comes five times, one after the other or at once, is taken once',
  ]),
  line('S11', 'Each of its deliveries is answered with 2xx, and costs one write at the most.', [
    'unit/survival/callbacks/duplicates',
    'is taken once, and costs one write more each',
  ]),
  line('S12', 'A callback is known by what it says, and not by the token of its delivery.', [
    'unit/engine/webhook-tokens',
    'the same callback under another token',
  ]),
  line('S12', 'Another callback under a token that was seen is not dropped.', [
    'unit/engine/webhook-tokens',
    'another callback under the same token',
  ]),
  line('S13', 'The result comes before the last entry is told.', [
    'unit/http/twilio/callback-orders',
    'before the last entry is told',
  ]),
  line('S13', 'It comes before the answer to its charge, whatever that says.', [
    'unit/http/twilio/callback-orders',
    'and the answer to its charge',
  ]),
  line('S13', 'Callbacks as they were recorded end the same in every order, each once or twice.', [
    'unit/http/twilio/callback-orders',
    'end the same in any order',
  ]),
  line('S13', 'The late answer to a charge that is paid changes nothing.', [
    'unit/domain/machine/charging',
    'is not moved from paid by the late answer to its charge',
  ]),
  line('S14', 'A callback of a step that was asked anew is stale.', [
    'unit/http/twilio/callback-orders',
    'end the same after a card was asked anew: $mode, $kind',
  ]),
  line('S14', 'What belongs to another attempt changes nothing.', [
    'unit/domain/machine/laws',
    'what else belongs to another attempt or Payments resource changes nothing',
  ]),
  line('S14', 'It leaves a line.', [
    'unit/survival/callbacks/duplicates',
    'is answered, changes nothing, and leaves a line',
  ]),
  line('S15', 'The callback of an entry is lost, and the field is asked anew.', [
    'unit/use-cases/take-turn',
    'for the second time at a field listens anew, since a callback may be lost',
  ]),
  line('S15', 'Any callback is lost at any moment.', [
    'unit/engine/model',
    '$mode, $name: nothing untrue',
  ]),
  line('S15', 'The field is asked anew as another step.', [
    'unit/domain/machine/collecting',
    'listens anew with a new step',
  ]),
  line('S15', 'Each callback is lost, late, twice or out of order, on a whole payment.', [
    'journeys/trouble/faults',
    '%s, once: the caller is told the truth',
  ]),
  line(
    'S16',
    'The result of a charge is lost: it is said that nobody knows, and never sent again.',
    [
      'journeys/trouble/unknown-outcome',
      'is said within a minute of its deadline even if nobody is on the line',
    ],
  ),
  line('S16', 'The result comes late after all.', [
    'journeys/trouble/unknown-outcome',
    'is resolved by a callback that comes late',
  ]),
  line('S16', 'The processor is asked by our reference, and knows.', [
    'journeys/resolution/three-ways',
    'is found at the processor within two minutes',
  ]),
  line('S16', 'The look-up fails: the charge stays unresolved, and it is counted.', [
    'unit/use-cases/looking-up/look-up-charge',
    'that fails is counted, and asked again by the plan',
  ]),
  line('S28', 'A callback that comes again, at any time, changes nothing.', [
    'unit/engine/schedules',
    '$mode, $name: it ends the same',
  ]),
  line('S28', 'The seal of a callback ends after a day.', [
    'unit/adapters/twilio/seal',
    'holds for a day, and no longer',
  ]),
  line('S28', 'A callback for a session that is gone.', [
    'unit/use-cases/receive-callback',
    'for a session that is gone changes nothing',
  ]),
  line('S28', 'After seconds, minutes, and almost a day.', [
    'unit/survival/callbacks/replayed',
    'after $after changes nothing',
  ]),
  line('S28', 'After 25 hours it is refused before anything is asked.', [
    'unit/survival/callbacks/replayed',
    'after 25 hours is refused',
  ]),
  line('S28', 'When the session has ended, or was swept away.', [
    'unit/survival/callbacks/replayed',
    'when its session was swept away',
  ]),
  line('S29', 'A callback whose seal is of another step.', [
    'journeys/trust/genuine',
    'refuses a callback whose seal belongs to another step, even signed',
  ]),
  line('S29', 'A parameter that was changed, added or taken away.', [
    'journeys/trust/genuine',
    'refuses a parameter that was changed, added or taken away',
  ]),
  line('S29', 'A callback at the URL of another session.', [
    'unit/survival/callbacks/cross-use',
    'is refused at the URL of another session',
  ]),
  line('S29', 'Parameters that are cut anew, so that the signature still holds.', [
    'unit/survival/callbacks/cross-use',
    'says nothing new with its parameters cut anew',
  ]),
  line('S29', 'Which of them are not as Twilio sent them.', [
    'unit/http/twilio/cut-anew',
    'of which one is hidden in another are not',
  ]),
  line('S29', 'A border between URL and parameters that was moved.', [
    'unit/survival/callbacks/cross-use',
    'is refused when the URL is $what',
  ]),
  line('S29', 'Values that are repeated.', [
    'unit/survival/callbacks/cross-use',
    'counts once with its values repeated',
  ]),
  line('S30', 'A signature that is missing, malformed or another account’s.', [
    'journeys/trust/genuine',
    'refuses the signature of another account',
  ]),
  line('S30', 'Thirteen forgeries on every route.', [
    'unit/survival/callbacks/forged',
    'with $what is refused on every route',
  ]),
  line('S30', 'Whole digests are compared, whatever is sent.', [
    'unit/adapters/twilio/comparison',
    'is of two whole digests for every token',
  ]),
  line('S31', 'Headers that claim another host.', [
    'journeys/trust/genuine',
    'is not moved by headers that claim another host',
  ]),
  line('S31', 'What was signed for the address that a header names.', [
    'unit/survival/callbacks/forged',
    'do not say which address was signed',
  ]),
]
