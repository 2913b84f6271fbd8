import { expect, onTestFinished } from 'vitest'
import { type Need, needs } from '../../../local/probe/needs.ts'
import type { Report } from '../../../local/probe/report/report.ts'
import { screenTo } from '../../../local/probe/report/screen.ts'
import {
  type SimulatedCall,
  startSimulatedCall,
} from '../../../local/probe/simulated/simulated-call.ts'
import type { SwitchName } from '../../../local/twilio/switches.ts'

type ProbeSettings = Parameters<SimulatedCall['probe']>[0]

/** Everything that a person can allow. */
export const everything: readonly Need[] = needs.filter((need) => need !== 'callbacks')

export interface Bench {
  readonly call: SimulatedCall
  /** All that was said. */
  readonly said: () => string
  readonly put: (path: string, body: object) => Promise<void>
  readonly probe: (
    settings?: Partial<ProbeSettings>,
    world?: Partial<Parameters<SimulatedCall['probe']>[1]>,
  ) => Promise<Report>
}

/** A call on a simulator whose switches stand like this, and a probe for it. */
export async function benchWith(switches: Readonly<Record<string, string>> = {}): Promise<Bench> {
  const call = await startSimulatedCall()
  onTestFinished(() => call.stop())
  let said = ''
  const write = (text: string) => {
    said += text
  }
  const screen = screenTo({ isTerminal: false, secrets: [], write })
  const put = async (path: string, body: object) => {
    const answer = await fetch(call.url + path, { method: 'PUT', body: JSON.stringify(body) })
    expect(answer.status).toBe(200)
  }
  await put('/switches', switches)
  const usual = { allowed: everything, only: undefined, connector: undefined, hasCallbacks: true }
  return {
    call,
    put,
    said: () => said,
    probe: (settings, world) =>
      call.probe(
        { ...usual, ...settings },
        { screen, stop: new AbortController().signal, ...world },
      ),
  }
}

/** What was found out: the values by switch. */
export const foundBy = ({ outcomes }: Report): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    outcomes.flatMap((one) => (one.kind === 'tried' ? [[one.name, one.value] as const] : [])),
  )

export const skippedBy = ({ outcomes }: Report): readonly SwitchName[] =>
  outcomes.flatMap((one) => (one.kind === 'not tried' ? [one.name] : []))
