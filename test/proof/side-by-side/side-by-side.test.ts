import { beforeAll, describe, expect, test } from 'vitest'
import { type Cell, type Column, compare, ourColumns } from './compare.ts'
import { scenarios } from './scenarios.ts'

/** 24 payments, each on a database of its own, on a machine that has other things to do. */
const PATIENT_MS = 60_000

let cells: readonly Cell[] = []

beforeAll(async () => {
  cells = await compare()
}, PATIENT_MS)

const cellOf = (scenario: string, column: Column): Cell => {
  const found = cells.find((cell) => cell.scenario === scenario && cell.column === column)
  if (found === undefined) throw new Error(`Nothing was compared for ${scenario}.`)
  return found
}

const chargesOf = (column: Column) =>
  scenarios.map(({ name, trouble, retryHasKey }) => [
    trouble,
    retryHasKey,
    cellOf(name, column).charges,
  ])

describe('a request to charge that is sent twice', () => {
  test.each(scenarios.flatMap(({ name }) => ourColumns.map((column) => [name, column] as const)))(
    'is charged once by us: %s, %s',
    (name, column) => {
      const { charges, told } = cellOf(name, column)

      expect(charges).toBe(1)
      // What is told at last is the ledger's own truth, with the ledger's own code.
      expect(told.at(-1)).toBe('succeeded, money moved, CODE1')
      // On the way nobody is told of a failure: at the most that it is not known yet.
      const known =
        /^(202 completing|409 The same request is still being worked on\.|503 .+|400 .+)$/
      for (const answer of told.slice(0, -1)) expect(answer).toMatch(known)
    },
  )

  test('is charged twice by a layer that is used as it comes, whenever anything goes wrong', () => {
    expect(chargesOf('Powertools, default')).toEqual([
      ['none', true, 1],
      ['answer-lost', true, 2],
      ['writes-throttled', true, 2],
      ['killed', true, 2],
      ['none', true, 2],
      ['none', false, 2],
    ])
  })

  test('is charged twice by a carefully configured layer when the first charge is not recorded', () => {
    expect(chargesOf('Powertools, careful')).toEqual([
      ['none', true, 1],
      ['answer-lost', true, 2],
      ['writes-throttled', true, 2],
      ['killed', true, 2],
      ['none', true, 1],
      ['none', false, 1],
    ])
  })
})
