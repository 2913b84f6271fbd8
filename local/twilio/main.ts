import { createSimulator } from './simulator.ts'
import { realTime } from './time.ts'

/** Next to the gateway's 3000. */
const defaultPort = 3001

async function main(): Promise<void> {
  const text = process.env['SIMULATOR_PORT'] || String(defaultPort)
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) {
    fail(`SIMULATOR_PORT must be a port number from 0 to 65535, not "${text}".`)
    return
  }
  const simulator = createSimulator({ port, time: realTime() })
  try {
    const started = await simulator.start()
    greet(started.port, simulator.account)
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error))
    return
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void simulator.stop())
  }
}

function greet(port: number, account: ReturnType<typeof createSimulator>['account']): void {
  const base = `http://localhost:${port}`
  console.log(`Twilio simulator: ${base}`)
  console.log(`  REST API        ${base}/2010-04-01/Accounts/${account.accountSid}`)
  console.log(`  credentials     ${base}/caller/account`)
  console.log(`  phone number    ${account.phoneNumber}`)
  console.log(`  place a call    POST ${base}/caller/calls {"from":"+14155550123","voiceUrl":"…"}`)
  console.log(`  what was paid   ${base}/ledger`)
  console.log('Ctrl-C stops it.')
}

function fail(sentence: string): void {
  console.error(sentence)
  process.exitCode = 1
}

await main()
