import { readdirSync, readFileSync } from 'node:fs'
import { root } from './project.ts'
import { sections } from './sections.ts'

export interface Page {
  /** From the root of the project, with `/` on every system. */
  readonly path: string
  readonly text: string
}

export function readPages(): readonly Page[] {
  return readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .sort()
    .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }))
}

const part = /<!-- generated:([\w-]+) -->[\s\S]*?<!-- \/generated -->/g

/** The page with every generated part as the code has it now. */
export function regenerated({ path, text }: Page, made = sections): Page {
  const filled = text.replace(part, (_, name: string) => {
    const make = made[name]
    if (make === undefined) throw new Error(`${path} asks for "${name}", which nobody generates.`)
    return `<!-- generated:${name} -->\n\n${make()}\n\n<!-- /generated -->`
  })
  return { path, text: filled }
}

export const sectionsIn = ({ text }: Page): readonly string[] =>
  [...text.matchAll(part)].map(([, name = '']) => name)

/** A sentence for each page whose generated parts are not what the code says. */
export const drift = (pages: readonly Page[], made = sections): readonly string[] =>
  pages
    .filter((page) => regenerated(page, made).text !== page.text)
    .map(({ path }) => `${path} no longer says what the code does. Run \`npm run docs\`.`)
