import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import type { Found, ManyRun } from './run-many.ts'
import { emptyTally, merge, type Tally } from './tally.ts'

/** A second's work: few enough for a lively progress, many enough not to count. */
const SCHEDULES_AT_ONCE = 500

/** What a schedule leaves behind is mostly gone by the end of it; more room means less sweeping. */
const YOUNG_MB = 64

export interface Campaign {
  readonly seed: number
  readonly payments: number
  readonly workers: number
  /** Asked before more work is given out. */
  readonly isOver: () => boolean
  readonly onProgress: (tally: Tally) => void
}

export interface CampaignResult {
  readonly tally: Tally
  readonly found: Found | null
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const root = '../../../../'

/** Runs schedules on all cores until there were enough payments, or a law is broken. */
export async function runCampaign(campaign: Campaign): Promise<CampaignResult> {
  const outfile = here(`${root}.results/simulation/worker.mjs`)
  // Bundled, since a loader that translates on the fly costs half of the speed.
  await build({
    entryPoints: [here('./worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  const tally = emptyTally()
  const founds: Found[] = []
  let next = 0
  const work = async () => {
    const worker = new Worker(outfile, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
    while (tally.payments < campaign.payments && founds.length === 0 && !campaign.isOver()) {
      worker.postMessage({ seed: campaign.seed, from: next, schedules: SCHEDULES_AT_ONCE })
      next += SCHEDULES_AT_ONCE
      const [run]: ManyRun[] = await once(worker, 'message')
      if (run === undefined) break
      merge(tally, run.tally)
      if (run.found !== null) founds.push(run.found)
      campaign.onProgress(tally)
    }
    await worker.terminate()
  }
  await Promise.all(Array.from({ length: campaign.workers }, work))
  const [found = null] = founds.sort((one, other) => one.index - other.index)
  return { tally, found }
}
