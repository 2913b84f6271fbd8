import { environment } from '../../../../lambda/env.ts'
import { parseConfig } from '../../../../lib/config.ts'
import { keysOf } from '../../../../lib/keys-of.ts'
import { docCommentOf, sourceOf } from '../doc-comments.ts'
import { code, table } from '../markdown.ts'

export function environmentTable(): string {
  const rows = keysOf(environment).map((name) => {
    const schema = environment[name]
    return [
      code(name),
      usualOf(schema),
      docCommentOf('lambda/env.ts', `${name}:`) || mustBeOf(name),
    ]
  })
  return table(['Variable', 'Default', 'What it is'], rows)
}

/** A variable that may be left out need not have a default. */
function usualOf(schema: object): string {
  if (!('default' in schema)) return 'required'
  return schema.default === undefined ? 'none' : code(String(schema.default))
}

/** What the code says of a variable that has no comment. */
function mustBeOf(name: string): string {
  const line =
    sourceOf('lambda/env.ts')
      .split('\n')
      .find((text) => text.includes(`${name}:`)) ?? ''
  const pattern = /v\.regex\(\/(.+?)\/\)/.exec(line)?.[1]
  if (pattern === undefined) throw new Error(`lambda/env.ts does not say what ${name} is.`)
  return `Must match ${code(pattern)}.`
}

const mistake = /^(\w+) is \w+\. It must be (.+); give it as -c \w+=(.+)\.$/

/** The inputs in the words with which a wrong one is refused. */
export function deployInputsTable(): string {
  const missing = mistakesOf(() => undefined)
  // No input is a number, so that each of them is said to be wrong.
  const rows = mistakesOf(() => 0).map(({ name, mustBe, example }) => {
    const usual = missing.some((required) => required.name === name) ? 'required' : defaultOf(name)
    return [code(name), usual, mustBe, code(example)]
  })
  return table(['Input', 'Default', 'Must be', 'Example'], rows)
}

function mistakesOf(contextValue: (name: string) => unknown) {
  const parsed = parseConfig(contextValue)
  if (!('mistakes' in parsed)) throw new Error('lib/config.ts took inputs that were none.')
  return parsed.mistakes.map((sentence) => {
    const [, name = '', mustBe = '', example = ''] = mistake.exec(sentence) ?? []
    return { name, mustBe, example }
  })
}

const propsPath = 'lib/construct/ivr-payment-flow-props.ts'

/** Inputs are passed on to the construct, whose props say what happens without them. */
function defaultOf(name: string): string {
  if (!sourceOf(propsPath).includes(` ${name}?:`)) return 'none'
  return splitDefault(docCommentOf(propsPath, `readonly ${name}?:`)).usual
}

export const propsTable = (): string => propsTableOf(propsPath)
export const merchantPropsTable = (): string => propsTableOf('lib/construct/merchant-props.ts')

function propsTableOf(path: string): string {
  const names = [...sourceOf(path).matchAll(/^ {2}readonly (\w+\??):/gm)].map(
    ([, name = '']) => name,
  )
  const rows = names.map((name) => {
    const { says, usual } = splitDefault(docCommentOf(path, `readonly ${name}:`))
    return [code(name.replace('?', '')), name.endsWith('?') ? usual : 'required', says]
  })
  return table(['Property', 'Default', 'What it is'], rows)
}

function splitDefault(comment: string): { readonly says: string; readonly usual: string } {
  const [says = '', usual = 'none'] = comment.split(' @default - ')
  return { says, usual }
}
