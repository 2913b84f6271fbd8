import { line, type Shown } from './shown.ts'

/** What is kept: clocks, a database in trouble, and other versions of the code. */
export const records: readonly Shown[] = [
  line('S32', 'Clocks that are ten minutes apart.', [
    'unit/engine/clocks',
    'by %i minutes sends no charge, and hears its verdict',
  ]),
  line('S32', 'A seal that was made by a clock five minutes off.', [
    'unit/engine/clocks',
    'by %i minutes reject no callback that is valid',
  ]),
  line('S32', 'A clock two seconds fast.', ['unit/engine/clocks', 'by two seconds free nothing']),
  line('S32', 'The claim of a start that lives, by clocks that are wrong.', [
    'unit/use-cases/starting/paid-on-call',
    'keeps others away for a minute by clocks that are twenty minutes apart',
  ]),
  line('S32', 'A callback from the queue, by a clock that is ahead.', [
    'unit/use-cases/outage/replaying',
    'by a clock that is minutes ahead charges nobody',
  ]),
  line('S32', 'A clock that jumps back.', [
    'unit/engine/clocks',
    'by a jump back in time change nothing about who was first',
  ]),
  line('S34', 'A write that was applied and answered with an error.', [
    'contract/stores/broken-dynamodb',
    'is recognised by its own token',
  ]),
  line('S34', 'A write that the SDK repeated by itself.', [
    'contract/stores/broken-dynamodb',
    'is recognised when the SDK sends it again and meets its own condition',
  ]),
  line('S34', 'Nothing is sent when a write is not certain.', [
    'unit/use-cases/engine/advance',
    'sends nothing when its write is not certain',
  ]),
  line('S34', 'Each error of the table.', [
    'contract/stores/broken-dynamodb',
    'a table that answers a write with %s',
  ]),
  line('S34', 'Every write of every change breaks, applied or not.', [
    'unit/survival/write-faults',
    '$route, applied all the same: $applied',
  ]),
  line('S34', 'The database gives no answer, at any I/O of whole payments.', [
    'unit/engine/crash',
    'survives a silent database, applied: %s',
  ]),
  line('S35', 'What reads outcomes fails on one: it is a dead letter, and the others go on.', [
    'contract/queue/outcomes',
    'what nobody is done with holds up its own session alone',
  ]),
  line('S35', 'An outcome is told twice, and late.', [
    'contract/queue/outcomes',
    'what is told again within minutes is one message',
  ]),
  line('S35', 'The queue is away, and tells in order when it is back.', [
    'unit/use-cases/engine/tell-outcomes',
    'is told by the schedule, in order, when the queue is back',
  ]),
  line('S40', 'A callback of a session that this version cannot read waits for one that can.', [
    'unit/use-cases/outage/queueing',
    'of a session that only another version can read waits for it',
  ]),
  line('S40', 'A record with members of a later version keeps them over a write.', [
    'contract/stores/session-record',
    'keeps what this version does not know, over a write',
  ]),
  line('S40', 'The next version is deployed at any request, and taken back at any later one.', [
    'unit/survival/versions',
    'goes through wherever the next version is deployed',
  ]),
  line('S40', 'Each request and each callback meets either version.', [
    'unit/survival/versions',
    'goes through when each request, and each callback',
  ]),
]
