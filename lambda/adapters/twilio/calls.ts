import * as v from 'valibot'
import type { Session } from '../../domain/session/session.ts'
import type { Calls } from '../../ports/calls.ts'
import type { TwilioAccounts } from './accounts.ts'

const callBody = v.object({ status: v.string() })

/** Statuses that a call does not leave. https://www.twilio.com/docs/voice/api/call-resource */
const over = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled'])

export class CallResource implements Calls {
  readonly #accounts: Pick<TwilioAccounts, 'request'>

  constructor(accounts: Pick<TwilioAccounts, 'request'>) {
    this.#accounts = accounts
  }

  async say({ callSid, terms }: Session, twiml: string): Promise<boolean> {
    const answer = await this.#accounts.request(terms.merchant, {
      method: 'POST',
      path: `Calls/${callSid}.json`,
      form: () => new URLSearchParams({ Twiml: twiml }),
    })
    return answer.arrived === 'yes' && answer.status < 300
  }

  async status({ callSid, terms }: Session): Promise<'in-progress' | 'over' | 'unknown'> {
    const answer = await this.#accounts.request(terms.merchant, {
      method: 'GET',
      path: `Calls/${callSid}.json`,
    })
    if (answer.arrived !== 'yes') return 'unknown'
    if (answer.status === 404) return 'over'
    const parsed = v.safeParse(callBody, answer.body)
    if (answer.status >= 300 || !parsed.success) return 'unknown'
    return over.has(parsed.output.status) ? 'over' : 'in-progress'
  }
}
