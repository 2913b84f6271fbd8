/** Longer than this nobody waits; what is left by then is small enough. */
const TRIES_MAX = 1_500

interface Shrinking {
  readonly choices: readonly number[]
  /** Whether this list of choices still goes wrong, in the same way. */
  readonly stillFails: (choices: readonly number[]) => Promise<boolean>
}

/**
 * The smallest list of choices that is found to go wrong in the same way: first great parts are
 * left out or made ordinary, then single choices.
 */
export async function shrunk({ choices, stillFails }: Shrinking): Promise<readonly number[]> {
  let best = withoutOrdinaryEnd(choices)
  let tries = 0
  const isBetter = async (candidate: readonly number[]): Promise<boolean> => {
    const trimmed = withoutOrdinaryEnd(candidate)
    if (!isSmaller(trimmed, best) || tries >= TRIES_MAX) return false
    tries += 1
    if (!(await stillFails(trimmed))) return false
    best = trimmed
    return true
  }
  for (let size = best.length; size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.length; ) {
      const [before, part, after] = split(best, { at, size })
      const isLess =
        (await isBetter([...before, ...part.map(() => 0), ...after])) ||
        (await isBetter([...before, ...after]))
      if (!isLess || part.length === 0) at += size
    }
  }
  for (let at = 0; at < best.length; at++) {
    while ((best[at] ?? 0) > 1 && (await isBetter(best.with(at, (best[at] ?? 0) - 1))));
  }
  return best
}

function split(list: readonly number[], { at, size }: { at: number; size: number }) {
  return [list.slice(0, at), list.slice(at, at + size), list.slice(at + size)] as const
}

/** What is not recorded is ordinary anyway. */
function withoutOrdinaryEnd(choices: readonly number[]): readonly number[] {
  return choices.slice(0, choices.findLastIndex((value) => value !== 0) + 1)
}

const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0)

function isSmaller(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length ? sum(one) < sum(other) : one.length < other.length
}
