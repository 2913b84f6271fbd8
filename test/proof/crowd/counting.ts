import { localTableNames } from '../../../local/tables.ts'
import { type Exchange, listenIn } from './exchanges.ts'

export interface Counts {
  /** Writes of a session that somebody else had written since it was read: lost races. */
  versionConflicts: number
  /** Claims of a call, or of a client's key, that were held already. */
  refusedClaims: number
  /** Conditional writes that the SDK had sent before: mostly, that earlier try was applied. */
  refusedWhenResent: number
  /** Other writes that the tables refused: by another condition, or as invalid. */
  otherRefusedWrites: number
  /** Requests to a table that the SDK had to send again. */
  resentToTables: number
  /** Requests with a client's key that had come before, at the same path. */
  repeatedByClients: number
  /** Requests of clients answered 409, by the code of the problem. */
  readonly conflicts: Record<string, number>
  /** Answers of a server of this world that say that it broke. */
  serverErrors: number
  httpRequests: number
}

/** Of exchanges, in their order. */
export class Counter {
  readonly counts: Counts = {
    versionConflicts: 0,
    refusedClaims: 0,
    refusedWhenResent: 0,
    otherRefusedWrites: 0,
    resentToTables: 0,
    repeatedByClients: 0,
    conflicts: {},
    serverErrors: 0,
    httpRequests: 0,
  }
  readonly #keys = new Set<string>()

  add(exchange: Exchange): void {
    const { counts } = this
    counts.httpRequests += 1
    if (exchange.status >= 500) counts.serverErrors += 1
    const target = String(exchange.headers['x-amz-target'] ?? '')
    if (target.startsWith('DynamoDB_')) this.#addTable(exchange)
    else if (target === '') this.#addRequest(exchange)
  }

  #addTable({ headers, sent, status, answered }: Exchange): void {
    const { counts } = this
    // "attempt=2; max=2": https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
    const attempt = /attempt=(\d+)/.exec(String(headers['amz-sdk-request'] ?? ''))?.[1]
    const isResent = Number(attempt ?? 1) > 1
    if (isResent) counts.resentToTables += 1
    if (status < 400 || status >= 500) return
    const isCondition = answered.includes('ConditionalCheckFailedException')
    const { TableName: table, ConditionExpression: condition }: Asked = JSON.parse(sent)
    const isVersion = table === localTableNames.sessions && condition === 'version = :version'
    if (isCondition && isResent) counts.refusedWhenResent += 1
    else if (isCondition && isVersion) counts.versionConflicts += 1
    else if (isCondition && table === localTableNames.keys) counts.refusedClaims += 1
    else counts.otherRefusedWrites += 1
  }

  #addRequest({ headers, path, status, answered }: Exchange): void {
    const { counts } = this
    const key = headers['idempotency-key']
    if (key === undefined) return
    const request = `${path} ${key}`
    if (this.#keys.has(request)) counts.repeatedByClients += 1
    this.#keys.add(request)
    if (status !== 409) return
    const { type = '' }: { readonly type?: string } = JSON.parse(answered)
    const code = type.split(':').at(-1) ?? ''
    counts.conflicts[code] = (counts.conflicts[code] ?? 0) + 1
  }
}

interface Asked {
  readonly TableName?: string
  readonly ConditionExpression?: string
}

/**
 * The engine reads and decides anew after each race that it loses, unless it has lost too many of
 * them in a row; then a client is told 409. A callback that gives up is answered with 503, and is
 * among the server errors, of which there are to be none.
 */
export const racesTakenAgain = ({ versionConflicts, conflicts }: Counts): number =>
  versionConflicts - (conflicts['lost-race'] ?? 0)

/** Counts what every HTTP server of this process answers, until it is told to stop. */
export function countAnswers(): { readonly stop: () => Counts } {
  const counter = new Counter()
  const listening = listenIn((exchange) => counter.add(exchange))
  return {
    stop: () => {
      listening.stop()
      return counter.counts
    },
  }
}
