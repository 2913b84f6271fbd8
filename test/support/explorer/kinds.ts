import type { Taken } from './explore.ts'
import { nameOf } from './stand.ts'

/**
 * What makes a move another than one of the same name: where it is made, and where it leads; and
 * which answer of Twilio's it is, where one is heard.
 */
function kindOf({ from, by }: Taken): string {
  const { session, workers } = from
  const owed = session.pending?.command.type ?? 'nothing'
  const name = by.name.replaceAll(/\d+/g, '#')
  const [before, after] = [session.state.status, by.to.session.state.status]
  const heard = workers.find((worker) => by.name === `answer ${nameOf(worker)}`)
  const answer = heard?.outcome?.outcome ?? 'nothing'
  const at = `owing ${owed}, ${workers.length} at work, ${answer} heard`
  return `${name}: ${before} → ${after}, ${at}`
}

/** The kinds of moves that a search has met, and the first way to each. */
export class KindsOfMoves {
  readonly #ways = new Map<string, string>()

  note(taken: Taken): void {
    const kind = kindOf(taken)
    if (!this.#ways.has(kind)) this.#ways.set(kind, [...taken.way, taken.by.name].join('\n'))
  }

  get count(): number {
    return this.#ways.size
  }

  /** Ways that make a move of each kind: whatever is the beginning of another is left out. */
  ways(): ReadonlyArray<readonly string[]> {
    const all = [...new Set(this.#ways.values())]
    const isBeginning = (way: string) => all.some((other) => other.startsWith(`${way}\n`))
    return all.filter((way) => !isBeginning(way)).map((way) => way.split('\n'))
  }
}
