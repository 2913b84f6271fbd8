import { createRequire } from 'node:module'
import { join, posix } from 'node:path'
import { compileFunction } from 'node:vm'
import { transformSync } from 'esbuild'
import { readText, root } from '../../../tidy/source.ts'

/** For what is inside of a package, such as one file of it. */
const requirePackage = createRequire(import.meta.url)

type Exports = Record<string, unknown>

type Compiled = ReturnType<typeof compileFunction>

/** One file, with another text than it has. */
export interface Replaced {
  readonly file: string
  readonly text: string
  /** What has to be run anew for it. */
  readonly dependents: ReadonlySet<string>
}

/**
 * Sources as modules that can be run again and again in one process: each is compiled once, and
 * for a mutant only what imports it, however far away, is run anew. That takes a few milliseconds,
 * where a new process of a test runner takes some hundred.
 */
export class Modules {
  readonly #compiled = new Map<string, Compiled>()
  readonly #kept = new Map<string, Exports>()
  readonly #packages: ReadonlyMap<string, unknown>

  private constructor(packages: ReadonlyMap<string, unknown>) {
    this.#packages = packages
  }

  static async withPackages(
    names: readonly string[],
    given: ReadonlyMap<string, unknown>,
  ): Promise<Modules> {
    const packages = new Map(given)
    for (const name of names) {
      // What has types only cannot be loaded, and nobody asks for it.
      const loaded = await import(name).catch(() => null)
      // Marked as what it is, so that a default import finds the default export.
      if (loaded !== null) packages.set(name, { __esModule: true, ...loaded })
    }
    return new Modules(packages)
  }

  /** A loader in which the file has its other text. */
  loaderWith(replaced: Replaced): (path: string) => Exports {
    const fresh = new Map<string, Exports>()
    const load = (path: string): Exports => {
      const known = replaced.dependents.has(path) ? fresh : this.#kept
      const loaded = known.get(path)
      if (loaded !== undefined) return loaded
      const module: { exports: Exports } = { exports: {} }
      known.set(path, module.exports)
      const code = path === replaced.file ? compile(path, replaced.text) : this.#compiledOnce(path)
      const require = (name: string): unknown => {
        if (name.startsWith('.')) return load(posix.join(posix.dirname(path), name))
        return this.#packages.get(name) ?? requirePackage(name)
      }
      Reflect.apply(code, undefined, [require, module])
      known.set(path, module.exports)
      return module.exports
    }
    return load
  }

  #compiledOnce(path: string): Compiled {
    const known = this.#compiled.get(path)
    if (known !== undefined) return known
    const compiled = compile(path, readText(path))
    this.#compiled.set(path, compiled)
    return compiled
  }
}

function compile(path: string, text: string): Compiled {
  const { code } = transformSync(text, {
    loader: 'ts',
    format: 'cjs',
    target: 'node20',
    sourcefile: path,
  })
  return compileFunction(code, ['require', 'module'], { filename: join(root, path) })
}
