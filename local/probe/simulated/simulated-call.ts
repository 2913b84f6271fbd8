import { createSimulator, type Simulator, virtualTime } from '../../twilio/simulator.ts'
import { type ProbeOptions, probeCall } from '../assemble.ts'
import type { Clock } from '../clock.ts'
import type { Person } from '../person/person.ts'
import type { Report } from '../report/report.ts'
import type { Screen } from '../report/screen.ts'

export type SimulatedSettings = Pick<ProbeOptions, 'allowed' | 'only' | 'connector'> & {
  /** Otherwise only the REST API is there to answer. */
  readonly hasCallbacks: boolean
}

export interface SimulatedCall {
  readonly callSid: string
  readonly simulator: Simulator
  readonly url: string
  probe(
    settings: SimulatedSettings,
    world: { readonly screen: Screen; readonly stop: AbortSignal; readonly person?: Person },
  ): Promise<Report>
  stop(): Promise<void>
}

/** A simulator of the probe's own, with a call on it that a person has answered. */
export async function startSimulatedCall(): Promise<SimulatedCall> {
  const time = virtualTime({ startAtMs: Date.now() })
  const simulator = createSimulator({ port: 0, time })
  const { url } = await simulator.start()
  const { account } = simulator
  const from = '+14155550123'
  const placed: unknown = await (await postJson(`${url}/caller/calls`, { from })).json()
  const callSid = callSidOf(placed)
  const caller = callerOn(`${url}/caller/calls/${callSid}`)
  return {
    callSid,
    simulator,
    url,
    stop: () => simulator.stop(),
    async probe({ hasCallbacks, ...settings }, { person = caller, screen, stop }) {
      let clock: Clock | undefined
      const options: ProbeOptions = {
        ...settings,
        account: {
          accountSid: account.accountSid,
          user: account.apiKeySid,
          password: account.apiKeySecret,
          baseUrl: url,
        },
        callSid,
        tokens: { own: account.authToken, home: account.homeAuthToken },
        nowhere,
        listening: hasCallbacks ? { port: 0, publicUrl: undefined } : undefined,
      }
      const started = (its: Clock) => {
        clock = its
      }
      const report = probeCall(options, { person, screen, started, stop, time })
      let isDone = false
      const done = () => {
        isDone = true
      }
      report.then(done, done)
      while (!isDone) {
        await simulator.quiet()
        // Time moves on only when nothing else can: neither the simulator nor the probe.
        if (clock?.isWaiting === true) time.runNext()
        else await new Promise((turn) => setImmediate(turn))
      }
      return report
    },
  }
}

/** Nothing listens there, and nothing else than this machine is asked for it. */
const nowhere = 'http://127.0.0.1:1/callback'

/** The caller of the simulator does at once as told. */
function callerOn(call: string): Person {
  return {
    async press(keys) {
      await postJson(`${call}/keys`, { keys })
      return () => undefined
    },
    async hangUp() {
      await postJson(`${call}/hangup`, {})
      return () => undefined
    },
    tell: () => undefined,
  }
}

function postJson(url: string, body: object): Promise<Response> {
  return fetch(url, { method: 'POST', body: JSON.stringify(body) })
}

function callSidOf(placed: unknown): string {
  if (typeof placed === 'object' && placed !== null && 'callSid' in placed) {
    return String(placed.callSid)
  }
  throw new Error('The simulator placed no call.')
}
