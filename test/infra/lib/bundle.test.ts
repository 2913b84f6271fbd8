import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleFunctions } from '../../../lib/bundle.ts'
import { functionNames } from '../../../lib/facts/function-names.ts'
import { stubSources, type TemporaryDirectory, temporaryDirectory } from '../stub-functions.ts'

describe('the bundles', () => {
  let sources: TemporaryDirectory
  let out: TemporaryDirectory
  const require = createRequire(import.meta.url)

  beforeAll(async () => {
    sources = await stubSources()
    out = await temporaryDirectory('bundles')
    await writeFile(join(out.path, 'left-over'), 'of a function that is no more')
    await bundleFunctions({ sourceDirectory: sources.path, outDirectory: out.path })
  })
  afterAll(async () => {
    await sources.remove()
    await out.remove()
  })

  test('are one directory for each route and schedule, and nothing else', async () => {
    const directories = (await readdir(out.path)).filter((name) => name !== 'package.json')

    expect(directories.sort()).toEqual([...functionNames].sort())
    expect(await readdir(join(out.path, 'take-turn'))).toEqual(['index.js'])
  })

  test.each(functionNames)('hold the handler %s, composed from the environment', async (name) => {
    const { handler } = require(join(out.path, name, 'index.js'))

    expect(await handler('an event')).toMatchObject({ is: name, event: 'an event' })
  })

  test('leave out what a function does not use', async () => {
    const text = await readFile(join(out.path, 'take-turn', 'index.js'), 'utf8')

    expect(text).not.toContain('text that only an unused export holds')
  })
})
