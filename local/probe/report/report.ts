import { type SwitchName, switchRows } from '../../twilio/switches.ts'

/** What came of one question. */
export type Outcome =
  | {
      readonly name: SwitchName
      readonly kind: 'tried'
      /** A value of the switch, if what Twilio did is one of them. */
      readonly value: string | null
      readonly saw: string
    }
  | { readonly name: SwitchName; readonly kind: 'not tried'; readonly why: string }

export interface Report {
  readonly callSid: string
  readonly outcomes: readonly Outcome[]
  /** Sessions of the probe that could not be cancelled. */
  readonly leftOpen: readonly string[]
  readonly stopped: boolean
}

export interface TriedRow {
  readonly name: SwitchName
  readonly question: string
  readonly saw: string
  readonly value: string | null
  /** What the simulator does unless told otherwise. */
  readonly assumed: string
  /** The body for `PUT /switches`, where the simulator is to be told. */
  readonly flip: string | null
}

export function triedRows({ outcomes }: Report): readonly TriedRow[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.kind !== 'tried') return []
    const { name, saw, value } = outcome
    const { question, values } = switchRows[name]
    const assumed = values[0]
    const differs = value !== null && value !== assumed
    const flip = differs ? JSON.stringify({ [name]: value }) : null
    return [{ name, question, saw, value, assumed, flip }]
  })
}

/** The names, by the reason why they were not tried. */
export function notTried({ outcomes }: Report): ReadonlyMap<string, readonly SwitchName[]> {
  const names = new Map<string, readonly SwitchName[]>()
  for (const outcome of outcomes) {
    if (outcome.kind !== 'not tried') continue
    names.set(outcome.why, [...(names.get(outcome.why) ?? []), outcome.name])
  }
  return names
}

/** All flips in one body, for a simulator that does as Twilio did. */
export function flipAll(report: Report): string | null {
  const flips = triedRows(report).flatMap(({ flip, name, value }) =>
    flip === null ? [] : [[name, value] as const],
  )
  return flips.length === 0 ? null : JSON.stringify(Object.fromEntries(flips))
}
