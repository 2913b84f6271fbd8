import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { askedOf } from './command-line.ts'
import { type Figures, faultsIn, tableOf } from './figures.ts'
import { forgetReports } from './passed.ts'
import { type Proof, proofs } from './proofs.ts'

interface Proved {
  readonly figures: Figures
  readonly faults: readonly string[]
}

/** Runs a proof, and shows what it prints while it runs. */
async function prove({ name, run, env, parse }: Proof): Promise<Proved> {
  const child = spawn('npm', [...run], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Colours would stand in the way of whoever reads the counts.
    env: { ...process.env, ...env, NO_COLOR: '1' },
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += String(chunk)
    process.stderr.write(chunk)
  })
  const [exitCode] = await once(child, 'close')
  const failed = exitCode === 0 ? [] : [`${name}: it failed; npm ${run.join(' ')} shows how.`]
  try {
    const figures = parse(output)
    return { figures, faults: [...failed, ...faultsIn(name, figures)] }
  } catch (error) {
    return { figures: {}, faults: [...failed, `${name}: ${error}`] }
  }
}

askedOf({ command: 'test:proof', options: {} })
forgetReports()
const results = new Map<string, Proved>()
for (const proof of proofs) {
  process.stderr.write(`\n── ${proof.name}\n`)
  results.set(proof.name, await prove(proof))
}
const rows = [...results].map(([name, { figures }]) => [name, figures] as const)
const faults = [...results.values()].flatMap((proved) => proved.faults)
process.stdout.write(`\n${tableOf(rows)}\n${faults.map((fault) => `\n${fault}`).join('')}\n`)
process.exitCode = faults.length > 0 ? 1 : 0
