import { whenOrphaned } from '../when-orphaned.ts'
import { createSimulator } from './simulator.ts'
import { type Command, readCommand } from './stand-alone/read-options.ts'
import { greeting, helpText } from './stand-alone/words.ts'
import { realTime } from './time.ts'

/** `npm run simulator`: the simulated Twilio alone, for an application of any kind. */
async function main(command: Command): Promise<void> {
  switch (command.kind) {
    case 'help':
      console.log(helpText())
      return
    case 'wrong':
      fail(command.sentence)
      return
    case 'start':
      await start(command.options)
      return
    default:
      command satisfies never
  }
}

async function start(options: Extract<Command, { kind: 'start' }>['options']): Promise<void> {
  const simulator = createSimulator({ ...options, time: realTime() })
  try {
    const { port } = await simulator.start()
    console.log(greeting(`http://localhost:${port}`, simulator.account))
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error))
    return
  }
  const end = () => void simulator.stop()
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  // Started by itself, it may well outlive the shell that sent it to the background.
  if (process.env['npm_lifecycle_event'] !== undefined) whenOrphaned(end)
}

function fail(sentence: string): void {
  console.error(sentence)
  process.exitCode = 1
}

await main(readCommand(process.argv.slice(2), process.env))
