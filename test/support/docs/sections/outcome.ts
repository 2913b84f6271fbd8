import { writeOutcome } from '../../../../lambda/adapters/sqs/outcome-record.ts'
import { at } from '../../a-session.ts'
import { sessionIn } from '../../sessions-in.ts'

/** What is really sent for a payment that was made, an hour after noon. */
export function outcomeExample(): string {
  const outcome = { number: 1, status: 'succeeded', at: at(3_600_000) } as const
  const body = writeOutcome({ session: sessionIn('succeeded', { outcomes: 1 }), outcome })
  return ['```json', JSON.stringify(JSON.parse(body), null, 2), '```'].join('\n')
}
