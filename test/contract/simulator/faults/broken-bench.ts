import { expect } from 'vitest'
import { type Bench, startBench } from '../bench/bench.ts'

/** A call on which a payment can be made, with these faults in force. */
export async function payingWith(...rules: readonly unknown[]) {
  const bench = await startBench()
  const callSid = await bench.call()
  await setFaults(bench, ...rules)
  return { bench, callSid }
}

export async function setFaults(bench: Bench, ...rules: readonly unknown[]): Promise<void> {
  expect((await bench.send('PUT', '/faults', { rules })).status).toBe(200)
}

export const parametersOf = (bench: Bench) =>
  bench.application.callbacks().map(({ parameters }) => parameters)

/** The code of the error that a request was refused with. */
export const failureOf = (request: Promise<unknown>): Promise<unknown> =>
  request.then(
    () => 'accepted',
    (error: { code: unknown }) => error.code,
  )
