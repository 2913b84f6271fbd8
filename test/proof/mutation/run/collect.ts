import { expect } from 'vitest'

/** A stand-in for Vitest's `describe` and `test`, which collects what there is to be run. */

export type Run = () => unknown

type Body = (...given: readonly unknown[]) => unknown

let collected: Run[] = []

const isBody = (value: unknown): value is Body => typeof value === 'function'

let finishing: Run[] = []

async function finished(result: unknown, finishes: readonly Run[]): Promise<void> {
  try {
    await result
  } finally {
    for (const finish of finishes.toReversed()) await finish()
  }
}

/** A test, and then what it has asked to be done after it. */
const whole = (body: Run) => (): unknown => {
  const own: Run[] = []
  finishing = own
  const result = body()
  return result instanceof Promise || own.length > 0 ? finished(result, own) : result
}

/** Options may stand before the body of a test, or a time after it. */
const bodyIn = (given: readonly unknown[]): Body => {
  const body = given.find(isBody)
  if (body === undefined) throw new Error('A test without a body cannot be run on a mutant.')
  return body
}

const test = (_name: unknown, ...given: readonly unknown[]): void => {
  const body = bodyIn(given)
  collected.push(whole(() => body()))
}

const describe = (_name: unknown, ...given: readonly unknown[]): void => void bodyIn(given)()

const each =
  (define: typeof test) =>
  (rows: readonly unknown[]) =>
  (name: unknown, ...given: readonly unknown[]): void => {
    const body = bodyIn(given)
    for (const row of rows) {
      define(name, () => (Array.isArray(row) ? body(...row) : body(row)))
    }
  }

export const vitest = {
  expect,
  onTestFinished: (finish: Run): void => void finishing.push(finish),
  test: Object.assign(test, { each: each(test) }),
  describe: Object.assign(describe, { each: each(describe) }),
}

/** What a test file defines while it is loaded. */
export function collect(load: () => unknown): readonly Run[] {
  collected = []
  load()
  return collected
}
