import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { parseSessionId, type SessionId } from '../../domain/values/ids.ts'
import { parseEpochMs } from '../../domain/values/time.ts'
import type { Surroundings } from '../../ports/surroundings.ts'

/** Crockford's base 32: no letter that is mistaken for another when an id is read aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** 26 characters of 5 bits: not to be guessed. */
const ID_CHARACTERS = 26

export const systemSurroundings: Surroundings = {
  now: () => parseEpochMs(Date.now()),
  wait: (delayMs) => setTimeout(delayMs),
  chance: () => Math.random(),
  newSessionId: () => sessionIdFrom(randomBytes(ID_CHARACTERS)),
}

/** @throws Error never, for at least 26 bytes. */
export function sessionIdFrom(bytes: Uint8Array): SessionId {
  const characters = [...bytes.slice(0, ID_CHARACTERS)].map((byte) => ALPHABET[byte % 32])
  const id = parseSessionId(`ps_${characters.join('')}`)
  if (id === null) throw new Error('A session id was made of too few random bytes.')
  return id
}
