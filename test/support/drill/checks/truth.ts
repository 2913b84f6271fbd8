import { idempotencyKeyOf } from '../../../../lambda/domain/session/command.ts'
import { isTokenization, type Session } from '../../../../lambda/domain/session/session.ts'
import type { Drill } from '../drill.ts'
import { codeOfCharge } from '../places/small-processor.ts'
import { untold } from './told.ts'
import { ways } from './ways.ts'

/** What became of a payment that was killed here and there. */
export interface Run {
  readonly drill: Drill
  readonly session: Session | null
}

/** Without a charge `succeeded` would be a lie; `unresolved` says that nobody knows. */
const endingsWithoutCharge = ['failed', 'cancelled', 'unresolved']

/** How often the schedule runs: so long after its deadline a charge may be without an end. */
const MINUTE_MS = 60_000

/** What has to hold after every run, wherever it was killed, and does not. */
export function liesOf(run: Run): readonly string[] {
  const { drill, session } = run
  const { ledger } = drill.processor
  const { sent } = drill.twilio
  const lies = drill.unrecorded.map((what) => `${what} was sent without a record`)
  const left = drill.outage.waiting().length
  if (left > 0) lies.push(`${left} callbacks left in the queue`)
  if (ledger.length > 1) lies.push(`${ledger.length} charges`)
  if (session === null) return sent.length > 0 ? [...lies, 'sent without a session'] : lies
  const { status } = session.state
  const truthful = ledger.length === 1 ? ['succeeded', 'unresolved'] : endingsWithoutCharge
  if (!truthful.includes(status)) lies.push(`${status} after ${ledger.length} charges`)
  if (session.pending !== null) lies.push(`${session.pending.command.type} is owed for ever`)
  return [
    ...lies,
    ...doubts(run, session),
    ...leaps(run),
    ...keysMixed(run),
    ...delays(run),
    ...untold(run, session),
  ]
}

/**
 * What has been found out at the processor is taken in. One death costs one finding at the most,
 * and more than one of them is made.
 */
function doubts({ drill }: Run, session: Session): readonly string[] {
  const { state, resolution } = session
  const isOpen = state.status === 'unresolved'
  const isMissed = drill.processor.findings > drill.crasher.fired
  const isMisnamed = state.status === 'succeeded' && state.confirmationCode !== codeOf(session)
  return [
    ...(isOpen && drill.isToldByPerson ? ['unresolved, although a person has told'] : []),
    ...(isMissed && (isOpen || resolution?.by === 'person') ? ['a look-up was not believed'] : []),
    ...(isMisnamed ? [`paid as ${state.confirmationCode}`] : []),
  ]
}

const codeOf = (session: Session): string => (isTokenization(session) ? '' : codeOfCharge)

const writesOf = ({ drill, session }: Run) =>
  drill.writes.filter((write) => write.session.id === session?.id)

/** Every write follows the one before it, by a way that there is; an end stays. */
function leaps(run: Run): readonly string[] {
  return writesOf(run).flatMap(({ version, session: after }, index, writes) => {
    const before = writes[index - 1]
    const gap = version === (before?.version ?? 0) + 1 ? [] : [`version ${version} was written`]
    const from = before?.session.state.status ?? after.state.status
    const to = after.state.status
    return from === to || ways[from].includes(to) ? gap : [...gap, `${from} became ${to}`]
  })
}

/** One step has one key, and a charge is sent again only when Twilio refused to look at it. */
function keysMixed({ drill }: Run): readonly string[] {
  const ids = new Set(drill.writes.map(({ session }) => session.id))
  const commands = new Map<string, string>()
  const charged = new Set<string>()
  return drill.twilio.sent.flatMap(({ key, command, outcome }) => {
    const known = `${command.type} ${command.attempt} ${command.step}`
    const isMixed = (commands.get(key) ?? known) !== known
    const isStray = [...ids].every((id) => idempotencyKeyOf(id, command) !== key)
    const isRepeated = charged.has(key)
    commands.set(key, known)
    if (command.type === 'complete' && outcome !== 'unsent') charged.add(key)
    return [
      ...(isMixed ? [`${key} is the key of ${known}, and of ${commands.get(key)}`] : []),
      ...(isStray ? [`${key} is the key of another session`] : []),
      ...(isRepeated ? [`the charge ${key} was sent twice`] : []),
    ]
  })
}

/**
 * A charge without a verdict ends at the first run of the schedule after its deadline. Each run
 * that dies, or that the database has no word for, leaves it to that of the next minute.
 */
function delays(run: Run): readonly string[] {
  const { crasher, outage } = run.drill
  const spoilt = crasher.spoilt.filter((useCase) => useCase === 'settleDueSessions')
  const runsLost = spoilt.length + outage.minutes
  const lateMsMax = (1 + runsLost) * MINUTE_MS
  return writesOf(run).flatMap(({ session: before }, index, writes) => {
    const after = writes[index + 1]?.session
    if (before.state.status !== 'completing' || after?.state.status === 'completing') return []
    const lateMs = (after?.tendedAt ?? run.drill.now()) - before.state.verdictDueAt
    return lateMs > lateMsMax ? [`a verdict ${lateMs} ms late`] : []
  })
}
