import { writeFileSync } from 'node:fs'
import { readPages, regenerated } from './pages.ts'
import { root } from './project.ts'

/** `npm run docs`: writes the generated parts of the docs anew. */
for (const page of readPages()) {
  const { path, text } = regenerated(page)
  if (text === page.text) continue
  writeFileSync(root + path, text)
  process.stdout.write(`${path} was brought up to date.\n`)
}
