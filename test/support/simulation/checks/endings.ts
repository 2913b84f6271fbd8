import type { Outcome } from '../../../../lambda/domain/session/outcome.ts'
import type { Session, Status } from '../../../../lambda/domain/session/session.ts'

const ends: ReadonlySet<Status> = new Set(['succeeded', 'failed', 'cancelled', 'unresolved'])

/** How sessions ended, and what a back end that does each message once has heard of it. */
export class Endings {
  readonly #came = new Map<string, Status[]>()
  readonly #heard = new Map<string, Map<number, Status>>()

  /** The session has a status that it did not have before. */
  came({ id, state: { status } }: Session): void {
    if (!ends.has(status)) return
    const known = this.#came.get(id)
    if (known === undefined) this.#came.set(id, [status])
    else known.push(status)
  }

  told(id: string, { number, status }: Outcome): void {
    const known = this.#heard.get(id) ?? new Map<number, Status>()
    this.#heard.set(id, known)
    if (!known.has(number)) known.set(number, status)
  }

  /** What was not told as it should have been, if anything. */
  gapOf(id: string): string | null {
    const came = this.#came.get(id) ?? []
    const heard = [...(this.#heard.get(id) ?? [])]
    const wanted = came.map((status, index) => `${index + 1} ${status}`).join(', ')
    const told = heard.map(([number, status]) => `${number} ${status}`).join(', ')
    return told === wanted ? null : `ended as ${wanted}, and was told as ${told || 'nothing'}`
  }
}
