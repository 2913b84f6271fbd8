import { parseArgs } from 'node:util'
import { parseEndpoint } from '../connector/endpoint.ts'
import type { SimulatorOptions } from '../simulator.ts'
import { type OptionName, optionList } from './option-rows.ts'

export type Command =
  | { readonly kind: 'start'; readonly options: Omit<SimulatorOptions, 'time'> }
  | { readonly kind: 'help' }
  /** What is wrong with the command, in a sentence. */
  | { readonly kind: 'wrong'; readonly sentence: string }

type Given = (name: OptionName) => string | undefined

/** A flag counts more than its variable; an empty variable counts as none. */
export function readCommand(
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): Command {
  const flags = readFlags(args)
  if (typeof flags === 'string') return { kind: 'wrong', sentence: flags }
  if (flags.has('help')) return { kind: 'help' }
  const values = new Map<string, string>()
  for (const { name, variable, usual, must, fits } of optionList) {
    const flag = flags.get(name)
    const value = flag ?? (variables[variable] || usual)
    if (value === undefined) continue
    if (!fits(value)) {
      const source = flag === undefined ? variable : `--${name}`
      return { kind: 'wrong', sentence: `${source} must be ${must}, not "${value}".` }
    }
    values.set(name, value)
  }
  return startWith((name) => values.get(name))
}

function startWith(given: Given): Command {
  const connector = connectorOf(given)
  if (typeof connector === 'string') return { kind: 'wrong', sentence: connector }
  const voiceUrl = given('voice-url')
  const statusCallbackUrl = given('status-callback-url')
  const account = {
    accountSid: given('account-sid'),
    authToken: given('auth-token'),
    apiKeySid: given('api-key-sid'),
    apiKeySecret: given('api-key-secret'),
    region: given('region'),
  }
  return {
    kind: 'start',
    options: {
      port: Number(given('port')),
      phoneNumber: {
        number: given('phone-number') ?? '',
        ...(voiceUrl === undefined ? {} : { voiceUrl }),
        ...(statusCallbackUrl === undefined ? {} : { statusCallbackUrl }),
      },
      account: withoutGaps(account),
      ...(connector === undefined ? {} : { connector }),
    },
  }
}

function connectorOf(given: Given) {
  const url = given('connector-url')
  const username = given('connector-username')
  const password = given('connector-password')
  if (url !== undefined) return parseEndpoint({ url, username, password })
  if (username === undefined && password === undefined) return undefined
  return 'A username or password for the connector needs a URL: give --connector-url, too.'
}

/** By name and value, or a sentence. */
function readFlags(args: readonly string[]): ReadonlyMap<string, string> | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean' },
        ...Object.fromEntries(optionList.map(({ name }) => [name, { type: 'string' } as const])),
      },
    })
    return new Map(Object.entries(values).map(([name, value]) => [name, String(value)]))
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : '').split('\n')
    return `${sentence.replace(/[.]?$/, '.')} --help lists what there is.`
  }
}

function withoutGaps<Name extends string>(
  values: Readonly<Record<Name, string | undefined>>,
): { readonly [name in Name]?: string } {
  const given: { [name in Name]?: string } = {}
  for (const name in values) {
    const value = values[name]
    if (value !== undefined) given[name] = value
  }
  return given
}
