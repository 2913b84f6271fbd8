import { parseArgs } from 'node:util'
import type { SwitchName } from '../../twilio/switches.ts'
import type { ProbeOptions } from '../assemble.ts'
import type { Need } from '../needs.ts'
import { probed } from '../questions.ts'
import type { SimulatedSettings } from '../simulated/simulated-call.ts'
import { optionList, type VariableName } from './option-rows.ts'
import { readAccount, secretsIn } from './read-account.ts'

export type Variables = { readonly [name in VariableName]?: string | undefined }

export type Command =
  | { readonly kind: 'help' }
  /** What is wrong with the command, in a sentence. */
  | { readonly kind: 'wrong'; readonly sentence: string }
  | (Shared & { readonly kind: 'simulator'; readonly options: SimulatedSettings })
  | (Shared & { readonly kind: 'account'; readonly options: ProbeOptions })

interface Shared {
  readonly isJson: boolean
  readonly secrets: readonly string[]
  /** Said before it starts. */
  readonly notice: string | undefined
}

const wrong = (sentence: string) => ({ kind: 'wrong', sentence }) as const

/** Next to the simulator's 3001. */
const usualPort = '3002'

export function readCommand(args: readonly string[], variables: Variables): Command {
  const flags = readFlags(args)
  if (typeof flags === 'string') return wrong(flags)
  if (flags.has('help')) return { kind: 'help' }
  const only = readOnly(flags.get('only'))
  if (typeof only === 'string') return wrong(only)
  const settings = { only, allowed: allowedBy(flags), connector: flags.get('connector') }
  const isJson = flags.has('json')
  const callSid = flags.get('call')
  const hasAccount = Boolean(variables.TWILIO_ACCOUNT_SID)
  if (callSid === undefined) {
    if (!flags.has('simulator') && hasAccount) return wrong(needsCall)
    if (flags.has('public-url') || flags.has('listen')) return wrong(needsCall)
    const notice = flags.has('simulator') ? undefined : insteadNotice
    const options = { ...settings, hasCallbacks: true }
    return { kind: 'simulator', options, isJson, secrets: [], notice }
  }
  if (flags.has('simulator')) return wrong('Give --call or --simulator, not both.')
  if (!/^CA[0-9a-fA-F]{32}$/.test(callSid)) {
    return wrong(`--call must be CA and 32 digits of 0-9 and a-f, not "${callSid}".`)
  }
  const listening = readListening(flags)
  if (typeof listening === 'string') return wrong(listening)
  const account = readAccount(variables)
  if (typeof account === 'string') return wrong(account)
  const tokens = {
    own: variables.TWILIO_AUTH_TOKEN || undefined,
    home: variables.TWILIO_HOME_AUTH_TOKEN || undefined,
  }
  const options = { ...settings, account, callSid, tokens, listening, nowhere }
  return { kind: 'account', options, isJson, secrets: secretsIn(variables), notice: undefined }
}

/**
 * A name that leads nowhere: no stranger is to get callbacks.
 * https://www.rfc-editor.org/rfc/rfc6761 (section 6.4)
 */
const nowhere = 'https://probe.invalid/callback'

const needsCall =
  'Give --call CA… with the SID of a call in progress, or --simulator to see it work without.'

const insteadNotice =
  'TWILIO_ACCOUNT_SID and --call are not given, so that a simulator is probed, not Twilio.'

function allowedBy(flags: ReadonlyMap<string, string>): readonly Need[] {
  const given = (flag: string, need: Need) => (flags.has(flag) ? [need] : [])
  return [
    ...given('with-keys', 'keys'),
    ...given('charge-test-card', 'charge'),
    ...given('with-new-twiml', 'twiml'),
    ...given('with-hang-up', 'hang-up'),
  ]
}

function readOnly(text: string | undefined): readonly SwitchName[] | undefined | string {
  if (text === undefined) return undefined
  const wanted = text.split(',').map((name) => name.trim())
  const unknown = wanted.find((name) => !probed.some((one) => one.name === name))
  if (unknown !== undefined) {
    const names = probed.map(({ name }) => name).sort()
    return `--only does not know "${unknown}"; there are ${names.join(', ')}.`
  }
  return probed.map(({ name }) => name).filter((name) => wanted.includes(name))
}

function readListening(flags: ReadonlyMap<string, string>): ProbeOptions['listening'] | string {
  const publicUrl = flags.get('public-url')
  const port = flags.get('listen')
  if (publicUrl === undefined) {
    return port === undefined ? undefined : '--listen needs --public-url, where Twilio gets to it.'
  }
  if (!/^https:\/\/[^/?#]+[^?#]*$/i.test(publicUrl) || !URL.canParse(publicUrl)) {
    return `--public-url must be an https URL without a query, not "${publicUrl}".`
  }
  const number = Number(port ?? usualPort)
  // What TCP has room for.
  if (Number.isInteger(number) && number >= 0 && number <= 65_535)
    return { port: number, publicUrl }
  return `--listen must be a port number from 0 to 65535, not "${port}".`
}

/** By name and value, or a sentence. */
function readFlags(args: readonly string[]): ReadonlyMap<string, string> | string {
  const types = optionList.map(
    ({ name, value }) => [name, { type: value === undefined ? 'boolean' : 'string' }] as const,
  )
  try {
    const { values } = parseArgs({ args: [...args], options: Object.fromEntries(types) })
    return new Map(Object.entries(values).map(([name, value]) => [name, String(value)]))
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : '').split('\n')
    return `${sentence.replace(/[.]?$/, '.')} --help lists what there is.`
  }
}
