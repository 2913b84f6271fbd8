import { readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { functionNames } from './facts/function-names.ts'

const projectDirectory = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Where the bundles land unless told otherwise: `<name>/index.js` for each function. */
export const functionsDirectory = join(projectDirectory, 'dist', 'functions')

export interface BundleOptions {
  /** @default - `dist/functions` of this package */
  readonly outDirectory?: string
  /** Holds `handlers/`, `compose.ts` and `env.ts`. @default - `lambda` of this package */
  readonly sourceDirectory?: string
}

/** Builds one CommonJS file per function, ready for `Code.fromAsset` or a local `require`. */
export async function bundleFunctions(options: BundleOptions = {}): Promise<void> {
  const outDirectory = options.outDirectory ?? functionsDirectory
  const sourceDirectory = options.sourceDirectory ?? join(projectDirectory, 'lambda')
  await removeStrangers(outDirectory)
  await build({
    entryPoints: functionNames.map((name) => ({ in: `entry:${name}`, out: `${name}/index` })),
    plugins: [entryPoints(sourceDirectory)],
    outdir: outDirectory,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // An ES module that imports node:http loads undici too: 5 to 18 ms of every cold start.
    format: 'cjs',
    // ES sources first: what a function does not call can then be shaken out of its bundle.
    mainFields: ['module', 'main'],
    // Neither minified nor mapped: stack traces name the real functions, minifying would save
    // bytes but no start-up time, and reading a map costs time in the middle of a failure.
    minify: false,
    legalComments: 'none',
    logLevel: 'warning',
  })
  await markAsCommonJs(outDirectory)
}

/**
 * A function that is no longer in the list must not stay deployable. The others are overwritten in
 * place: somebody may be reading them, and most of the time they are the same.
 */
async function removeStrangers(directory: string): Promise<void> {
  const known = new Set<string>([...functionNames, 'package.json'])
  const present = await readdir(directory).catch(() => [])
  const strangers = present.filter((name) => !known.has(name))
  await Promise.all(
    strangers.map((name) => rm(join(directory, name), { recursive: true, force: true })),
  )
}

/** Makes up the entry point of each function; all that differs between them is a name. */
function entryPoints(sourceDirectory: string): Plugin {
  return {
    name: 'entry-points',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^entry:/ }, ({ path }) => ({
        path: path.slice('entry:'.length),
        namespace: 'entry',
      }))
      onLoad({ filter: /.*/, namespace: 'entry' }, ({ path }) => ({
        contents: entryPoint(path),
        loader: 'ts',
        resolveDir: sourceDirectory,
      }))
    },
  }
}

function entryPoint(name: string): string {
  return `
    import { compose } from './compose.ts'
    import { readEnv } from './env.ts'
    import { makeHandler } from './handlers/${name}.ts'
    export const handler = makeHandler(compose(readEnv(process.env)))`
}

/** The project is made of ES modules; without this Node would read the bundles as such, too. */
async function markAsCommonJs(directory: string): Promise<void> {
  await writeFile(join(directory, 'package.json'), '{ "type": "commonjs" }\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundleFunctions()
  console.log(`Bundled ${functionNames.length} functions into ${functionsDirectory}.`)
}
