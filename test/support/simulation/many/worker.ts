import { parentPort } from 'node:worker_threads'
import { runMany } from './run-many.ts'

// Errors are thrown by the thousand here, and nobody reads where; the replay tells.
Error.stackTraceLimit = 0

parentPort?.on('message', async (many: Parameters<typeof runMany>[0]) => {
  parentPort?.postMessage(await runMany(many))
})
