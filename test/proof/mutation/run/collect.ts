import { expect } from 'vitest'

/** A stand-in for Vitest's `describe` and `test`, which collects what there is to be run. */

export type Run = () => unknown

type Body = (...given: readonly unknown[]) => unknown

let collected: Run[] = []

const isBody = (value: unknown): value is Body => typeof value === 'function'

/** Options may stand before the body of a test, or a time after it. */
const bodyIn = (given: readonly unknown[]): Body => {
  const body = given.find(isBody)
  if (body === undefined) throw new Error('A test without a body cannot be run on a mutant.')
  return body
}

const test = (_name: unknown, ...given: readonly unknown[]): void => {
  const body = bodyIn(given)
  collected.push(() => body())
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
  test: Object.assign(test, { each: each(test) }),
  describe: Object.assign(describe, { each: each(describe) }),
}

/** What a test file defines while it is loaded. */
export function collect(load: () => unknown): readonly Run[] {
  collected = []
  load()
  return collected
}
