import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { functionNames } from '../../lib/facts/function-names.ts'

export interface TemporaryDirectory {
  readonly path: string
  readonly remove: () => Promise<void>
}

export async function temporaryDirectory(prefix: string): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(tmpdir(), `${prefix}-`))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Bundles that do nothing, for templates: these only need a directory for every function. */
export async function stubBundles(): Promise<TemporaryDirectory> {
  const directory = await temporaryDirectory('stub-bundles')
  for (const name of functionNames) {
    await mkdir(join(directory.path, name))
    await writeFile(join(directory.path, name, 'index.js'), `exports.handler = async () => {}`)
  }
  return directory
}

/** Sources as small as the bundler takes them for `lambda/`; each handler tells its name. */
export async function stubSources(): Promise<TemporaryDirectory> {
  const directory = await temporaryDirectory('stub-sources')
  const write = (path: string, text: string) => writeFile(join(directory.path, path), text)
  await mkdir(join(directory.path, 'handlers'))
  await write('env.ts', 'export const readEnv = (source) => ({ table: source.SESSIONS_TABLE })')
  await write('compose.ts', 'export const compose = (env) => ({ env })')
  for (const name of functionNames) {
    await write(
      `handlers/${name}.ts`,
      `export const makeHandler = (deps) => async (event) => ({ is: '${name}', deps, event })
       export const unused = 'text that only an unused export holds'`,
    )
  }
  return directory
}
