import { metricDimension, metricNamespace } from '../../metrics.ts'
import { type Journal, type JournalEntry, journalFields } from '../../ports/journal.ts'

export interface JsonJournalOptions {
  readonly write: (line: string) => void
  readonly now: () => number
  /** The name of the deployment's table of sessions, which no other in its Region has. */
  readonly sessionsTable: string
}

/**
 * One JSON line an entry. An entry with a metric is also in CloudWatch's embedded metric format,
 * from which CloudWatch counts without a call from us.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export class JsonJournal implements Journal {
  readonly #options: JsonJournalOptions

  constructor(options: JsonJournalOptions) {
    this.#options = options
  }

  write(entry: JournalEntry): void {
    const { write, now, sessionsTable } = this.#options
    const timestampMs = now()
    const listed = Object.fromEntries(journalFields.map((field) => [field, entry[field]]))
    const counted = countedIn(entry, { timestampMs, sessionsTable })
    write(JSON.stringify({ time: new Date(timestampMs).toISOString(), ...listed, ...counted }))
  }
}

function countedIn(
  { metric }: JournalEntry,
  { timestampMs, sessionsTable }: { readonly timestampMs: number; readonly sessionsTable: string },
): object {
  if (metric === undefined) return {}
  return {
    [metric]: 1,
    [metricDimension]: sessionsTable,
    _aws: {
      Timestamp: timestampMs,
      CloudWatchMetrics: [
        {
          Namespace: metricNamespace,
          Dimensions: [[metricDimension]],
          Metrics: [{ Name: metric, Unit: 'Count' }],
        },
      ],
    },
  }
}
