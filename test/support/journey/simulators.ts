import type { Env } from '../../../lambda/env.ts'
import {
  createSimulator,
  type SimulatedAccount,
  type Simulator,
  type VirtualTime,
} from '../../../local/twilio/simulator.ts'

/** A merchant beside the default one, with a Twilio of its own. */
export interface JourneyMerchant {
  readonly account: Partial<SimulatedAccount>
  readonly region?: Env['TWILIO_REGION']
  readonly paymentConnector?: string
  /** Beside that of its own account, such as the home region's. */
  readonly secondaryAuthToken?: string
}

export interface StartedSimulator {
  readonly simulator: Simulator
  readonly simulatorUrl: string
}

/** A Twilio of its own for each, all on one clock. */
export async function startSimulators<Name extends string>(
  accounts: ReadonlyMap<Name, Partial<SimulatedAccount>>,
  around: { readonly time: VirtualTime; readonly gatewayUrl: string },
): Promise<ReadonlyMap<Name, StartedSimulator>> {
  const { time, gatewayUrl } = around
  const started = new Map<Name, StartedSimulator>()
  for (const [name, account] of accounts) {
    // Sids are made of when a simulator began, and no two calls of Twilio's have the same.
    if (started.size > 0) time.advance(1)
    const simulator = createSimulator({
      port: 0,
      time,
      phoneNumber: { number: '+15550100', statusCallbackUrl: `${gatewayUrl}/voice/status` },
      account,
    })
    const { url } = await simulator.start()
    started.set(name, { simulator, simulatorUrl: url })
  }
  return started
}

/** All of them as one: quiet when each is, with the calls of each. */
export function together(started: ReadonlyMap<string, StartedSimulator>): Simulator {
  const simulators = [...started.values()].map(({ simulator }) => simulator)
  return {
    ...simulatorOf(started, 'default').simulator,
    quiet: async () => {
      for (const simulator of simulators) await simulator.quiet()
    },
    calls: () => simulators.flatMap((simulator) => simulator.calls()),
  }
}

export function merchantVariable(
  merchants: Readonly<Record<string, JourneyMerchant>>,
  started: ReadonlyMap<string, StartedSimulator>,
): string {
  const entries = Object.entries(merchants).map(
    ([name, { account: _, secondaryAuthToken, ...merchant }]) => {
      const { simulator, simulatorUrl } = simulatorOf(started, name)
      const { accountSid } = simulator.account
      const secret = secretOf(simulator, secondaryAuthToken)
      return [name, { ...merchant, accountSid, secret, apiBaseUrl: simulatorUrl }]
    },
  )
  return JSON.stringify(Object.fromEntries(entries))
}

export function secretOf({ account }: Simulator, secondaryAuthToken?: string): string {
  const { authToken, apiKeySid, apiKeySecret } = account
  return JSON.stringify({ authToken, secondaryAuthToken, apiKeySid, apiKeySecret })
}

export function simulatorOf(
  started: ReadonlyMap<string, StartedSimulator>,
  merchant: string,
): StartedSimulator {
  const found = started.get(merchant)
  if (found === undefined) throw new Error(`This world has no merchant ${merchant}.`)
  return found
}
