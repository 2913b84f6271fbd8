import { realTime } from '../twilio/time.ts'
import { CannotProbe, probeCall } from './assemble.ts'
import { type Command, readCommand } from './command/read-command.ts'
import { helpText, startingWords } from './command/words.ts'
import { personAtTerminal } from './person/person-at-terminal.ts'
import type { Report } from './report/report.ts'
import { type Screen, screenTo, withoutSecrets } from './report/screen.ts'
import { jsonReport, writtenReport } from './report/written.ts'
import { startSimulatedCall } from './simulated/simulated-call.ts'
import { Unanswered } from './twilio/rest.ts'

type Runnable = Extract<Command, { readonly kind: 'account' | 'simulator' }>

/** `npm run probe`: what it finds goes to stdout, what it says meanwhile to stderr. */
async function main(command: Command): Promise<void> {
  if (command.kind === 'help') {
    console.log(helpText())
    return
  }
  if (command.kind === 'wrong') {
    fail(command.sentence)
    return
  }
  const { isJson, notice, secrets } = command
  const isTerminal = process.stderr.isTTY === true
  const write = (text: string) => void process.stderr.write(text)
  const screen = screenTo({ isTerminal, secrets, write })
  if (notice !== undefined) screen.line(notice)
  try {
    const report = await run(command, { screen, stop: stopSignal(screen) })
    const width = process.stdout.columns ?? 120
    const text = isJson ? jsonReport(report) : `\n${writtenReport(report, width)}`
    console.log(withoutSecrets(text, secrets))
    const hasTried = report.outcomes.some(({ kind }) => kind === 'tried')
    if (!hasTried || report.leftOpen.length > 0) process.exitCode = 1
  } catch (error) {
    if (!(error instanceof CannotProbe || error instanceof Unanswered)) throw error
    fail(withoutSecrets(error.message, secrets))
  }
}

async function run(
  command: Runnable,
  world: { readonly screen: Screen; readonly stop: AbortSignal },
): Promise<Report> {
  const { screen } = world
  if (command.kind === 'account') {
    const time = realTime()
    screen.line(startingWords(command.options))
    return probeCall(command.options, {
      ...world,
      time,
      person: personAtTerminal({ screen, time }),
    })
  }
  const call = await startSimulatedCall()
  try {
    return await call.probe(command.options, world)
  } finally {
    await call.stop()
  }
}

/** The first Ctrl-C puts everything right; the second one is for when that takes too long. */
function stopSignal(screen: Screen): AbortSignal {
  const stopping = new AbortController()
  const stop = () => {
    screen.line('Stopping: cancelling what is open.')
    stopping.abort()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  return stopping.signal
}

function fail(sentence: string): void {
  console.error(sentence)
  process.exitCode = 1
}

await main(readCommand(process.argv.slice(2), process.env))
