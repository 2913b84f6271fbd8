/**
 * sfc32, "small fast counter", by Chris Doty-Humphrey (PractRand): 128 bits of state, a counter
 * that makes its period at least 2^32, and no multiplication. Ours, so that a seed gives the same
 * schedule on every machine and version of Node.
 */
export function sfc32(seed: number, index: number): () => number {
  let a = seed >>> 0
  let b = index >>> 0
  let c = Math.floor(index / 2 ** 32) ^ 0x9e3779b9
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let round = 0; round < WARM_UP_ROUNDS; round++) next()
  return next
}

/** As PractRand does: after these, neighbouring seeds have nothing in common. */
const WARM_UP_ROUNDS = 12
