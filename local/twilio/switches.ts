import { callbackSwitches } from './switches/callbacks.ts'
import { entrySwitches } from './switches/entry.ts'
import { requestSwitches } from './switches/requests.ts'
import type { SwitchRow } from './switches/row.ts'
import { sessionSwitches } from './switches/sessions.ts'

/**
 * What nobody outside Twilio knows, or where two sources disagree: one row each, to be set either
 * way, so that a flow can be shown to work whichever is true.
 */
export const switchRows = {
  ...callbackSwitches,
  ...entrySwitches,
  ...requestSwitches,
  ...sessionSwitches,
} as const satisfies Record<string, SwitchRow>

export type SwitchName = keyof typeof switchRows
export type SwitchValues = {
  [name in SwitchName]: (typeof switchRows)[name]['values'][number]
}

export interface SwitchView extends SwitchRow {
  readonly name: string
  readonly default: string
  readonly value: string
}

export class Switches {
  readonly #set = new Map<string, string>()

  /** Whether the switch stands at this value. */
  is<Name extends SwitchName>(name: Name, value: SwitchValues[Name]): boolean {
    return this.#value(name) === value
  }

  list(): readonly SwitchView[] {
    return Object.entries(switchRows).map(([name, row]) => ({
      name,
      ...row,
      default: row.values[0],
      value: this.#set.get(name) ?? row.values[0],
    }))
  }

  /** Sets all or nothing; the answer is what is wrong, in a sentence. */
  set(wanted: Readonly<Record<string, unknown>>): string | undefined {
    const rows: Readonly<Record<string, SwitchRow>> = switchRows
    for (const [name, value] of Object.entries(wanted)) {
      const row = Object.hasOwn(rows, name) ? rows[name] : undefined
      if (row === undefined) return `There is no switch "${name}"; GET /switches lists them.`
      if (typeof value !== 'string' || !row.values.includes(value)) {
        return `Switch "${name}" must be one of: ${row.values.join(', ')}.`
      }
    }
    for (const [name, value] of Object.entries(wanted)) this.#set.set(name, String(value))
    return undefined
  }

  #value(name: SwitchName): string {
    return this.#set.get(name) ?? switchRows[name].values[0]
  }
}
