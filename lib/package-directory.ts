import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** By its own name, so that it is right from the sources and from the compiled files alike. */
const manifest = createRequire(import.meta.url).resolve('ivr-payment-flow/package.json')

/** Where `npm run build` puts the function bundles: `<name>/index.js` for each function. */
export const builtFunctionsDirectory = join(dirname(manifest), 'dist', 'functions')
