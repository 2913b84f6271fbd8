import { posix } from 'node:path'
import type { Source } from '../source.ts'

export interface Import {
  readonly from: string
  /** A path from the root of the project, or the name of a package. */
  readonly to: string
}

const statement =
  /^(?:import|export)\b(?:[^'";]*?\bfrom)?\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm

/** Limits: it reads statements as the formatter writes them, and imports of a literal only. */
export const importsOf = ({ path, text }: Source): readonly Import[] =>
  [...text.matchAll(statement)].map(([, by = '', dynamic = '']) => {
    const name = by || dynamic
    const to = name.startsWith('.') ? posix.join(posix.dirname(path), name) : packageOf(name)
    return { from: path, to }
  })

const packageOf = (name: string): string => {
  if (name.startsWith('node:')) return name
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

export interface LayerRule {
  /** Which files it is about: a path, or a folder with `/` at its end. */
  readonly of: string
  /** What they may import: paths, folders, packages, `node:*`, or a whole scope such as `@x/*`. */
  readonly mayImport: readonly string[]
}

const covers = (pattern: string, target: string): boolean =>
  pattern === target ||
  (pattern.endsWith('/') && target.startsWith(pattern)) ||
  (pattern.endsWith('*') && target.startsWith(pattern.slice(0, -1)))

/** Every import that no rule allows, and every file that no rule is about. */
export function forbiddenImports(
  sources: readonly Source[],
  rules: readonly LayerRule[],
): readonly string[] {
  return sources.flatMap((source) => {
    const rule = rules.find(({ of }) => covers(of, source.path))
    if (rule === undefined) return [`${source.path}: belongs to no layer`]
    return importsOf(source)
      .filter(({ to }) => !rule.mayImport.some((pattern) => covers(pattern, to)))
      .map(({ from, to }) => `${from} imports ${to}`)
  })
}

/** Imports of a package from anywhere but the folders that may know it. */
export function strayImports(
  sources: readonly Source[],
  {
    packages,
    onlyIn,
  }: { readonly packages: readonly string[]; readonly onlyIn: readonly string[] },
): readonly string[] {
  return sources
    .filter(({ path }) => !onlyIn.some((folder) => covers(folder, path)))
    .flatMap(importsOf)
    .filter(({ to }) => packages.some((name) => covers(name, to)))
    .map(({ from, to }) => `${from} imports ${to}`)
}
