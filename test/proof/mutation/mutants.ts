import { readText } from '../../tidy/source.ts'
import { mutators } from './mutators.ts'
import { placesIn } from './syntax.ts'

/** One small mistake in one file. */
export interface Mutant {
  readonly file: string
  /** The name of its mutator. */
  readonly kind: string
  /** What it is known by, also when lines move: its own line, and what becomes of it. */
  readonly name: string
  /** Counted from one. */
  readonly line: number
  readonly mutated: string
}

/** Longer lines are told by their beginning, so that each fits on a line of a list. */
const LINE_CHARACTERS_MAX = 75
const PIECE_CHARACTERS_MAX = 30

const shortened = (text: string, max: number): string =>
  text.length > max ? `${text.slice(0, max)}…` : text

const shown = (piece: string): string =>
  shortened(piece.replaceAll(/\s+/g, ' ').trim() || 'nothing', PIECE_CHARACTERS_MAX)

/** Every mutant of a file, in the order of its lines. */
export function mutantsOf(file: string): readonly Mutant[] {
  const text = readText(file)
  const lines = text.split('\n')
  const found = new Map<string, Mutant>()
  const names = new Map<string, number>()
  for (const place of placesIn(text)) {
    for (const { name: kind, of, changes } of mutators) {
      if (!of.includes(place.node.type)) continue
      for (const { start, end, becomes } of changes(place)) {
        const mutated = text.slice(0, start) + becomes + text.slice(end)
        if (mutated === text || found.has(mutated)) continue
        const line = text.slice(0, start).split('\n').length
        const said = `${kind}: ${shown(text.slice(start, end))} → ${shown(becomes)}`
        const base = `${shortened(lines[line - 1]?.trim() ?? '', LINE_CHARACTERS_MAX)} | ${said}`
        const count = (names.get(base) ?? 0) + 1
        names.set(base, count)
        const name = count === 1 ? base : `${base} (${count})`
        found.set(mutated, { file, kind, name, line, mutated })
      }
    }
  }
  return [...found.values()].sort((one, other) => one.line - other.line)
}
