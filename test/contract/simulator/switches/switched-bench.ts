import { expect } from 'vitest'
import { type Bench, startBench } from '../bench/bench.ts'

export type Settings = Readonly<Record<string, string>>

/** A bench whose simulator answers open questions like this. */
export async function benchWith(switches: Settings): Promise<Bench> {
  const bench = await startBench()
  await setSwitches(bench, switches)
  return bench
}

export async function setSwitches(bench: Bench, switches: Settings): Promise<void> {
  expect((await bench.send('PUT', '/switches', switches)).status).toBe(200)
}

/** The longest call that Twilio allows: four hours. */
const longCall = '<Pause length="14400"/>'

/** The same, with a session open on a call. */
export async function payingWith(switches: Settings, wanted: Parameters<Bench['pay']>[1] = {}) {
  const bench = await benchWith(switches)
  const callSid = await bench.call(longCall)
  const payment = await bench.pay(callSid, wanted)
  return { bench, callSid, payment }
}

export const lastOf = (bench: Bench) => bench.application.callbacks().at(-1)?.parameters ?? {}

export const resultsOf = (bench: Bench) =>
  bench.application.callbacks().flatMap(({ parameters }) => parameters['Result'] ?? [])
