import fc from 'fast-check'

/** The same random lives for every mutant, so that the same ones survive on every run. */
fc.configureGlobal({ seed: 20_261_123 })
