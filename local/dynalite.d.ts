/** dynalite 4 has no types of its own; this is the part of it that is used here. */
declare module 'dynalite' {
  import type { Server } from 'node:http'

  interface DynaliteOptions {
    /** Directory of the LevelDB store. In memory when absent. */
    readonly path?: string
    readonly createTableMs?: number
    readonly deleteTableMs?: number
    readonly updateTableMs?: number
  }

  function dynalite(options?: DynaliteOptions): Server
  export = dynalite
}
