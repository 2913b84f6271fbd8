import { closingOf, codeOf, lineAt, type Source } from '../source.ts'

const found = (sources: readonly Source[], pattern: RegExp): readonly string[] =>
  sources.flatMap((source) => {
    const code = codeOf(source)
    return [...code.matchAll(pattern)].map(({ index }) => `${source.path}:${lineAt(code, index)}`)
  })

export const defaultExports = (sources: readonly Source[]): readonly string[] =>
  found(sources, /\bexport\s+default\b|\bas\s+default\b/g)

export const environmentReads = (sources: readonly Source[]): readonly string[] =>
  found(sources, /\bprocess\s*\.\s*env\b/g)

/** `as const` claims nothing; `import * as` and renamed exports are no casts. */
export function casts(sources: readonly Source[]): readonly string[] {
  return found(
    sources.map(({ path, text }) => ({
      path,
      text: text.replace(/^(import|export)\b[^;]*?\bfrom\b/gm, (line) =>
        line.replace(/[^\n]/g, ' '),
      ),
    })),
    /[\w)\]}'"`]\s+as\s+(?!const\b)[\w{([]/g,
  )
}

export const nonNullClaims = (sources: readonly Source[]): readonly string[] =>
  found(sources, /[\w)\]]!(?=[.;,)\]\s[])(?!\s*=)/g)

export const anys = (sources: readonly Source[]): readonly string[] =>
  found(sources, /[:<,|]\s*any\b(?=\s*[,;)>=|[\n])/g)

/** Of exported functions and of methods; three things to say are said by name. */
export function manyParameters(sources: readonly Source[], countMax: number): readonly string[] {
  return sources.flatMap((source) => {
    const code = codeOf(source)
    return [...code.matchAll(callable)].flatMap((match) => {
      const open = match.index + match[0].length - 1
      const count = parametersIn(code.slice(open + 1, closingOf(code, open)))
      const name = match[1] ?? match[2] ?? match[3] ?? 'constructor'
      return count > countMax ? [`${source.path}: ${name} has ${count}`] : []
    })
  })
}

/** As the formatter writes them: functions at the margin, methods two spaces in. */
const callable = new RegExp(
  [
    String.raw`^export (?:async )?function\*? (\w+)(?:<[^(]*>)?\(`,
    String.raw`^export const (\w+)(?:: [^=]+)? =\s*(?:async )?(?:<[^(]*>)?\((?=[^()]*(?:\([^()]*\)[^()]*)*\)(?:: [^=]+)? =>)`,
    String.raw`^ {2}(?:(?:static|async|override|readonly|protected) )*([a-z]\w*)(?:<[^(]*>)?\((?=[^()]*(?:\([^()]*\)[^()]*)*\)(?:: [^\n]+)? \{$)`,
  ].join('|'),
  'gm',
)

const statementWords = /^(?:if|for|while|switch|catch|return)\b/

function parametersIn(list: string): number {
  if (list.trim() === '' || statementWords.test(list)) return 0
  let depth = 0
  let count = 1
  for (const [index, character] of [...list].entries()) {
    if ('([{<'.includes(character)) depth += 1
    if (')]}'.includes(character) || (character === '>' && list[index - 1] !== '=')) depth -= 1
    const isLast = list.slice(index + 1).trim() === ''
    if (character === ',' && depth === 0 && !isLast) count += 1
  }
  return count
}

/** Put together here, so that this file does not find itself. */
const words = new RegExp(
  `\\b(?:${['TO', 'FIX'].map((start, n) => start + ['DO', 'ME'][n]).join('|')})\\b`,
)

export const openEnds = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (words.test(line) ? [`${path}:${index + 1}`] : [])),
  )

const sayNothing = new Set(
  'util utils helper helpers manager managers service services common misc shared stuff'.split(' '),
)

/** Names that would fit anything. */
export const emptyNames = (paths: readonly string[]): readonly string[] =>
  paths.filter((path) => path.split(/[/.-]/).some((word) => sayNothing.has(word)))
