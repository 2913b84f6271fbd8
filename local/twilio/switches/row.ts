import type { TopicNumber } from './topics.ts'

/** One open question, and the answers that the simulator can be set to. */
export interface SwitchRow {
  /** What it belongs to, in `topics`. */
  readonly topic: TopicNumber
  readonly question: string
  /** The first is the default. */
  readonly values: readonly [string, ...string[]]
  readonly effect: string
}
