import { parseArgs } from 'node:util'
import { keysOf } from '../../lib/keys-of.ts'

/** A command of the proof: its name behind `npm run`, and its options, each with a value. */
export interface CommandLine<Name extends string> {
  readonly command: string
  readonly options: Readonly<Record<Name, OptionRow>>
}

export interface OptionRow {
  /** What it does, and what is done without it. */
  readonly does: string
  /** What its value must be, as in "must be …". */
  readonly must: string
  readonly fits: (value: string) => boolean
}

export type Given<Name extends string> = { readonly [name in Name]?: string }

export type Asked<Name extends string> =
  | { readonly kind: 'run'; readonly given: Given<Name> }
  | { readonly kind: 'help' | 'wrong'; readonly text: string }

/** So many digits hold more than a machine does in a year. */
export const wholeNumber = {
  must: 'a whole number above zero',
  fits: (value: string) => /^[1-9]\d{0,11}$/.test(value),
}

export function readCommandLine<Name extends string>(
  { command, options }: CommandLine<Name>,
  args: readonly string[],
): Asked<Name> {
  const flags = flagsOf(keysOf(options), args)
  if (typeof flags === 'string') return { kind: 'wrong', text: `${flags} --help lists them.` }
  if (flags.has('help')) return { kind: 'help', text: usageOf({ command, options }) }
  const given: { [name in Name]?: string } = {}
  for (const name of keysOf(options)) {
    const value = flags.get(name)
    if (value === undefined) continue
    const { must, fits } = options[name]
    if (!fits(value)) return { kind: 'wrong', text: `--${name} must be ${must}, not "${value}".` }
    given[name] = value
  }
  return { kind: 'run', given }
}

/** What this process was asked for; one that was asked wrongly, or for help, says so and ends. */
export function askedOf<Name extends string>(commandLine: CommandLine<Name>): Given<Name> {
  const asked = readCommandLine(commandLine, process.argv.slice(2))
  if (asked.kind === 'run') return asked.given
  const stream = asked.kind === 'help' ? process.stdout : process.stderr
  stream.write(`${asked.text}\n`)
  process.exit(asked.kind === 'help' ? 0 : 1)
}

/** @returns what is wrong, when there is an option that nobody knows, or one without a value */
function flagsOf(
  names: readonly string[],
  args: readonly string[],
): ReadonlyMap<string, string> | string {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' }] as const))
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean' } },
    })
    return new Map(Object.entries(values).map(([name, value]) => [name, String(value)]))
  } catch (error) {
    // Its messages are written for people, and may have a second sentence about quoting.
    const [sentence] = error instanceof Error ? error.message.split(/[.\n]/, 1) : []
    return `${sentence ?? String(error)}.`
  }
}

function usageOf({ command, options }: CommandLine<string>): string {
  const rows = Object.entries(options).map(([name, { does }]) => `  --${name.padEnd(12)}${does}`)
  return [`npm run ${command} -- [--option value …]`, '', ...rows].join('\n')
}
