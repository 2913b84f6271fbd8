import { type Death, type Hop, moments, mutates } from './crash.ts'

/**
 * Deaths that are one and the same to everybody who lives on. A function that dies leaves nothing
 * but what it has changed in the world, and what is tried next depends on nothing else: to die
 * before a write is to die after the read ahead of it.
 */

/** Where something else was under way, nobody can say from outside what had been done. */
function worldAfter(hop: Hop, { hop: place, moment }: Death): string {
  if (hop.aside) return `${place} ${moment}`
  const isDone = moment !== 'before' && mutates(hop)
  return `process ${hop.process}, ${hop.changes + (isDone ? 1 : 0)} changes`
}

/** Every death that there is. In the midst of a process, to die after an answer is no other. */
export const deathsAt = (hops: readonly Hop[]): readonly Death[] =>
  hops.flatMap((hop, index) =>
    moments
      .filter((moment) => moment !== 'answered' || hop.last)
      .map((moment) => ({ hop: index + 1, moment })),
  )

/** The given deaths of a run with these I/Os, by the world that they leave behind. */
export function alikes(
  deaths: readonly Death[],
  hops: readonly Hop[],
): ReadonlyArray<readonly [Death, ...Death[]]> {
  const groups = new Map<string, [Death, ...Death[]]>()
  for (const death of deaths) {
    const hop = hops[death.hop - 1]
    if (hop === undefined) throw new Error(`There is no I/O ${death.hop}.`)
    const world = worldAfter(hop, death)
    const group = groups.get(world)
    if (group === undefined) groups.set(world, [death])
    else group.push(death)
  }
  return [...groups.values()]
}
