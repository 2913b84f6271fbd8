import { line, type Shown } from './shown.ts'

/** What is sent to Twilio, by functions that die, freeze, or hear no clear answer. */
export const sending: readonly Shown[] = [
  line('S17', 'A function dies with a command recorded and not sent.', [
    'unit/engine/crash',
    'survives death before, in and after each I/O',
  ]),
  line('S17', 'The schedule sends it, with the same key.', [
    'unit/use-cases/settle-due-sessions',
    'sends again what a dead function left behind, with the same key',
  ]),
  line('S18', 'A function dies when Twilio has taken a command, and nothing was written.', [
    'unit/engine/crash',
    'survives death before, in and after each I/O',
  ]),
  line('S20', 'A create gets no answer: its callback, or the same key, tells of it.', [
    'unit/engine/crash',
    'survives lost answers, executed: %s',
  ]),
  line('S20', 'A call has one session at a time.', [
    'journeys/clients/requests',
    'refuses a second session on a call',
  ]),
  line('S21', 'Twilio is busy: the same key again, inside of the time there is.', [
    'unit/use-cases/engine/perform',
    'is sent again, with the same key, while it certainly never reached Twilio',
  ]),
  line('S21', 'The wait that Twilio asks for is kept.', [
    'unit/use-cases/engine/perform',
    'waits as long as Twilio asked for',
  ]),
  line('S21', 'Without one, the waits differ.', [
    'unit/use-cases/engine/sends',
    'waits with jitter, $waits ms',
  ]),
  line('S21', 'The agent is told when to try again, and nothing has moved.', [
    'unit/survival/busy-twilio',
    '$route: the agent is told when to try again',
  ]),
  line('S21', 'The session stands where it stood.', [
    'unit/survival/busy-twilio',
    '$route: and the session stands where it stood',
  ]),
  line('S22', 'An answer that proves nothing leaves a charge unknown.', [
    'journeys/trouble/unknown-outcome',
    'after Twilio answered it with %s is never sent again',
  ]),
  line('S22', 'Each such answer, at the adapter.', [
    'contract/twilio-adapter/payments',
    '$what leaves it open whether the charge was made',
  ]),
  line('S22', 'An answer after our time-out.', [
    'contract/twilio-adapter/mute-twilio',
    'an answer after our time-out leaves a charge open',
  ]),
  line('S22', 'Each of them once, at each request of a whole payment.', [
    'journeys/trouble/faults',
    '%s, once: the caller is told the truth',
  ]),
  line('S23', 'A definite no counts only when no earlier send is in doubt.', [
    'unit/domain/machine/charging',
    'may have been made when an earlier send is not accounted for',
  ]),
  line('S23', 'A no to the only send is the whole truth.', [
    'unit/domain/machine/charging',
    'was not made when the refusal answers its only send',
  ]),
  line('S23', 'What is definite, at the adapter.', [
    'contract/twilio-adapter/payments',
    '$what is $outcome.outcome',
  ]),
  line('S23', 'A wrong parameter, credentials, a call or a payment that is gone.', [
    'unit/survival/busy-twilio',
    'with $code, by the answer to its only send',
  ]),
  line('S23', 'The same after a send that nobody can account for.', [
    'unit/survival/busy-twilio',
    'with $code, after a send that nobody can account for',
  ]),
  line('S36', 'A function that freezes with a command in hand, and wakes.', [
    'unit/engine/frozen',
    'and wakes when another has sent it',
  ]),
  line('S36', 'It wakes when its charge was given up for not known.', [
    'unit/engine/frozen',
    'and wakes when its charge is given up for not known',
  ]),
  line('S36', 'Nothing is sent with too little time left.', [
    'unit/use-cases/engine/perform',
    'is not sent when too little time is left to hear the answer and record it',
  ]),
  line('S36', 'A charge is sent by its recorder alone.', [
    'unit/domain/machine/charging',
    'is never taken up again by the clock',
  ]),
  line('S37', 'A token that was rotated is read anew, by one for all.', [
    'unit/adapters/twilio/request-verifier',
    'signed with a token that was rotated since we read it is genuine at once',
  ]),
  line('S37', 'Strangers cannot have the secret read more often.', [
    'unit/adapters/twilio/credentials',
    'is read anew after a doubt, but not more often than every 30 seconds',
  ]),
  line('S37', 'Nor have a verdict turned away by it.', [
    'unit/survival/callbacks/rotation',
    'is taken in right after a stranger has knocked',
  ]),
  line('S37', 'A verdict comes again when the secret could not be read.', [
    'unit/survival/callbacks/rotation',
    'is asked for again when the secret cannot be read',
  ]),
  line('S37', 'A request that is not let in is asked once more, by the same key.', [
    'contract/twilio-adapter/payments',
    'what is not let in is asked once more with credentials read anew, by the same key',
  ]),
  line('S37', 'A token that is promoted while the current version names the old one.', [
    'unit/adapters/twilio/rotation',
    'is known after a doubt, %i seconds long',
  ]),
  line('S37', 'A callback that was sealed with the token before.', [
    'unit/adapters/twilio/rotation',
    'has sealed URLs that are good for a day, though',
  ]),
  line('S37', 'One reads anew for all who doubt.', [
    'unit/adapters/twilio/credentials',
    'is read anew once for all who doubt',
  ]),
  line('S37', 'Which versions a secret has.', [
    'unit/adapters/system/secret',
    'that is being rotated has up to three versions',
  ]),
  line('S37', 'The pending credentials sign in, by the same key.', [
    'contract/twilio-adapter/payments',
    'what is not let in is asked once more with what a secret in rotation',
  ]),
]
