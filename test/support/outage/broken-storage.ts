import { storageUnavailable } from '../../../lambda/ports/errors.ts'
import { type MemoryStores, memoryStores } from '../memory/stores.ts'

export interface BreakableStores extends MemoryStores {
  /** Which methods fail from now on, and after how many calls that work. */
  breaks(what: 'reads' | 'writes' | 'everything', afterCalls?: number): void
  heals(): void
}

/** Stores in memory whose database can be away; a write that fails was not applied. */
export function breakableStores(): BreakableStores {
  const stores = memoryStores()
  let broken: 'reads' | 'writes' | 'everything' | null = null
  let callsLeft = 0
  const guard = (kind: 'reads' | 'writes') => {
    if (broken !== kind && broken !== 'everything') return
    if (callsLeft <= 0) throw storageUnavailable('a test', new Error('away'))
    callsLeft -= 1
  }
  const { sessions, progress } = stores
  return {
    ...stores,
    sessions: {
      ...sessions,
      load: async (id) => {
        guard('reads')
        return sessions.load(id)
      },
      save: async (stored) => {
        guard('writes')
        return sessions.save(stored)
      },
    },
    progress: {
      ...progress,
      note: async (id, noted) => {
        guard('writes')
        return progress.note(id, noted)
      },
    },
    breaks: (what, afterCalls = 0) => {
      broken = what
      callsLeft = afterCalls
    },
    heals: () => {
      broken = null
    },
  }
}
