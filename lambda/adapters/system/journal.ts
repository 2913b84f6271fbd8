import { metricNamespace } from '../../metrics.ts'
import { type Journal, type JournalEntry, journalFields } from '../../ports/journal.ts'

export interface JsonJournalOptions {
  readonly write: (line: string) => void
  readonly now: () => number
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
    const now = this.#options.now()
    const listed = Object.fromEntries(journalFields.map((field) => [field, entry[field]]))
    const line = { time: new Date(now).toISOString(), ...listed, ...counted(entry, now) }
    this.#options.write(JSON.stringify(line))
  }
}

function counted({ metric }: JournalEntry, timestampMs: number): object {
  if (metric === undefined) return {}
  return {
    [metric]: 1,
    _aws: {
      Timestamp: timestampMs,
      CloudWatchMetrics: [
        {
          Namespace: metricNamespace,
          Dimensions: [[]],
          Metrics: [{ Name: metric, Unit: 'Count' }],
        },
      ],
    },
  }
}
