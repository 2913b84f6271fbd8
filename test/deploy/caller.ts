import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import type { CallView, Simulator } from '../../local/twilio/simulator.ts'

/** What a caller keys for each field; `#` where the number of digits does not tell the end. */
const keysFor: Readonly<Record<string, string>> = {
  consent: '1',
  'payment-card-number': '4111111111111111',
  'expiration-date': '1230',
  'security-code': '123',
  'postal-code': '94105#',
}

/** Prompts take the time that speech takes; a whole payment takes about ten seconds. */
const callSecondsMax = 60

/** A caller of the simulated number who agrees and keys whatever is asked for. */
export class Caller {
  readonly #simulator: Simulator
  readonly #url: string

  constructor(simulator: Simulator, url: string) {
    this.#simulator = simulator
    this.#url = url
  }

  /** @returns the SID of the call, to the number's own voice URL unless another is given */
  async ring(voiceUrl?: string): Promise<string> {
    const other = voiceUrl === undefined ? {} : { voiceUrl }
    const response = await this.#post('', { from: '+15550123', to: '+15550100', ...other })
    return v.parse(placedCall, await response.json()).callSid
  }

  /** Pays, and hangs up once told that it is done. @returns everything that was heard */
  async pay(callSid: string, done = 'confirmation code'): Promise<string> {
    const deadline = Date.now() + callSecondsMax * 1000
    let answered = ''
    while (Date.now() < deadline) {
      const { heard, payment } = this.#view(callSid)
      const text = heard.map((prompt) => prompt.text).join('\n')
      if (text.includes(done)) {
        await this.#post(`/${callSid}/hangup`)
        return text
      }
      const asked = payment === null ? 'consent' : (payment.capturing ?? '')
      if (text !== '' && asked !== '' && asked !== answered) {
        answered = asked
        await this.#post(`/${callSid}/keys`, { keys: keysFor[asked] ?? '' })
      }
      await pause(50)
    }
    throw new Error(`The call ${callSid} was not told of a payment within ${callSecondsMax} s.`)
  }

  #view(callSid: string): CallView {
    const call = this.#simulator.calls().find((candidate) => candidate.callSid === callSid)
    if (call === undefined) throw new Error(`The simulator has no call ${callSid}.`)
    return call
  }

  #post(path: string, body: object = {}): Promise<Response> {
    return fetch(`${this.#url}/caller/calls${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  }
}

const placedCall = v.object({ callSid: v.string() })
