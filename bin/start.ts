import { parseArgs } from 'node:util'
import { bundleFunctions } from '../lib/bundle.ts'
import { startLocalWorld } from '../local/start-world.ts'
import { whenOrphaned } from '../local/when-orphaned.ts'

/** `npm start`: the whole system on this machine, without an account at Twilio or AWS. */

const port = (name: string, usual: number): number => {
  const text = process.env[name] ?? String(usual)
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0 && value < 65_536) return value
  throw new Error(`${name} must be a port from 0 to 65535 (0 takes any free one), not "${text}".`)
}

const usage = `npm start [-- --data DIR]

Starts the gateway, the tables, the simulated Twilio and the phone page on this machine.
  --data DIR          keep the sessions in DIR over a restart
  GATEWAY_PORT        3000 unless set; 0 takes any free port
  SIMULATOR_PORT      3001 unless set; 0 takes any free port
  MERCHANTS           {} unless set; further merchants as JSON (docs/architecture.md)
  PROMPT_DELIVERY     push (unless set) updates the live call, poll waits for its next turn`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, help: { type: 'boolean' } },
  })
  if (values.help) {
    console.log(usage)
    return
  }
  const ports = {
    gatewayPort: port('GATEWAY_PORT', 3000),
    simulatorPort: port('SIMULATOR_PORT', 3001),
  }
  await bundleFunctions()
  const world = await startLocalWorld({
    ...ports,
    ...(values.data === undefined ? {} : { dataDirectory: values.data }),
  })
  console.log(`
  Phone page  ${world.simulatorUrl}/      open it, press Call, and pay
  Gateway     ${world.gatewayUrl}       the API and the voice URLs, as deployed
  Simulator   ${world.simulatorUrl}       Twilio, a caller's phone, and the ledger
  Outcomes    ${world.outcomeQueueUrl}
              how each payment ended, for your back end (SQS)

  ${values.data === undefined ? 'Nothing is kept after Ctrl-C.' : `Sessions are kept in ${values.data}.`}
`)
  const end = () => {
    console.log('Stopping.')
    world.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  whenOrphaned(end)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
