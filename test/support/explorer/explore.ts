import { type Move, movesFrom, type Stand } from './stand.ts'
import type { Script } from './twilio.ts'

export interface Explored {
  readonly states: number
  readonly moves: number
  /** How many ways there are from the beginning to an end, all of them different. */
  readonly schedules: bigint
  /** Where nothing can happen any more, and one way that leads there, by the names of its moves. */
  readonly ends: ReadonlyArray<Stand & { readonly way: readonly string[] }>
}

export interface Taken {
  readonly from: Stand
  readonly by: Move
  /** How it came there, by the names of the moves before. */
  readonly way: readonly string[]
}

interface Search {
  readonly script: Script
  /** Told of every move that changes something. */
  readonly onMove?: (move: Taken) => void
  /** A search that becomes larger than it is stated to be is no proof of what it says. */
  readonly statesMax: number
}

/** All that tells one moment from another, shortened: most moves change few of its parts. */
const nameOf = (stand: Stand): string => Object.values(stand).map(wordOf).join(' ')

const numbers = new WeakMap<object, number>()
const numbersOfTexts = new Map<string, number>()

/** Short, and not to be mixed up: the parts of a part are numbered, too, and the long texts. */
function wordOf(part: unknown): string {
  if (typeof part === 'string') return `t${numberOfText(part)}`
  return typeof part === 'object' && part !== null ? `p${numberOf(part)}` : `${part}`
}

/** What reads the same has the same number. */
function numberOf(part: object): number {
  const known = numbers.get(part)
  if (known !== undefined) return known
  const names = Array.isArray(part) ? 'list' : Object.keys(part).join(' ')
  const number = numberOfText(`${names}: ${Object.values(part).map(wordOf).join(' ')}`)
  numbers.set(part, number)
  return number
}

function numberOfText(text: string): number {
  const known = numbersOfTexts.get(text)
  if (known !== undefined) return known
  const number = numbersOfTexts.size
  numbersOfTexts.set(text, number)
  return number
}

/**
 * Depth first over every order in which things can happen. A state that was seen is not gone
 * through again, so that it ends; a state that leads back to itself would be a schedule without an
 * end, and is an error.
 */
export function explore(start: Stand, { script, onMove, statesMax }: Search): Explored {
  const schedules = new Map<string, bigint | 'open'>()
  const ends: Array<Stand & { way: readonly string[] }> = []
  const way: string[] = []
  let moves = 0
  const waysFrom = (stand: Stand, name: string): bigint => {
    const known = schedules.get(name)
    if (known === 'open') throw new Error(`A schedule leads back to where it was: ${way}`)
    if (known !== undefined) return known
    if (schedules.size >= statesMax) throw new Error(`There are more than ${statesMax} states.`)
    schedules.set(name, 'open')
    let ways = 0n
    for (const by of movesFrom(stand, script)) {
      const next = nameOf(by.to)
      if (next === name) continue
      moves += 1
      onMove?.({ from: stand, by, way })
      way.push(by.name)
      ways += waysFrom(by.to, next)
      way.pop()
    }
    if (ways === 0n) ends.push({ ...stand, way: [...way] })
    schedules.set(name, ways === 0n ? 1n : ways)
    return ways === 0n ? 1n : ways
  }
  const ways = waysFrom(start, nameOf(start))
  return { states: schedules.size, moves, schedules: ways, ends }
}
