import type { Session, Status } from '../../../../lambda/domain/session/session.ts'

type Statuses = Readonly<Record<Session['mode'], readonly Status[]>>

const inBothModes: readonly Status[] = [
  'starting',
  'capturing',
  'completing',
  'unresolved',
  'succeeded',
  'failed',
  'cancelled',
]

/**
 * As what a use case may meet a session: written by hand, and in each somebody has to be killed.
 * Only a caller is made an offer: an agent agrees with the caller in person. And only an agent is
 * waited for in between two fields: the flow goes on in the same write.
 */
const everywhere: Statuses = {
  guided: ['offered', ...inBothModes],
  assisted: ['collecting', ...inBothModes],
}

const resolvable: readonly Status[] = ['unresolved', 'succeeded', 'failed']

/**
 * Left out: what only reads; the flow has no agent, and an agent no turns; nobody resolves what is
 * not unresolved. Elsewhere a start is turned away as it is while a charge is out, a capture or a
 * charge that is asked too early is refused before anything is written, and a callback that is
 * replayed is taken in as one that is received.
 */
const meetings: Readonly<Record<string, Statuses>> = {
  answerCall: everywhere,
  cancel: everywhere,
  noteCallEnded: everywhere,
  receiveCallback: everywhere,
  settleDueSessions: everywhere,
  takeTurn: { guided: everywhere.guided, assisted: [] },
  startSession: {
    guided: ['offered', 'completing', 'unresolved', 'succeeded', 'failed'],
    assisted: ['starting', 'collecting', 'completing', 'unresolved', 'succeeded'],
  },
  capture: { guided: [], assisted: ['collecting', 'capturing'] },
  complete: { guided: [], assisted: ['collecting', 'completing', 'failed', 'cancelled'] },
  resolve: { guided: resolvable, assisted: resolvable },
  replayCallbacks: {
    guided: ['offered', 'capturing', 'completing', ...resolvable],
    assisted: ['starting', 'collecting', 'capturing', 'completing', ...resolvable],
  },
}

/** Which of these have killed nobody yet. */
export const meetingsMissedBy = (killed: ReadonlySet<string>): readonly string[] =>
  Object.entries(meetings)
    .flatMap(([useCase, { guided, assisted }]) => [
      ...guided.map((status) => `${useCase}, guided ${status}`),
      ...assisted.map((status) => `${useCase}, assisted ${status}`),
    ])
    .filter((meeting) => !killed.has(meeting))
