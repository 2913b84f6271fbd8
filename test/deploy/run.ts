import { spawn } from 'node:child_process'

export interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  /** What was attempted, as it appears in an error: `cdk deploy`. */
  readonly name: string
}

/** Enough of a failing command's output to see why, without the whole of it. */
const outputLinesShown = 40

/** Runs a command to its end. @returns what it wrote, to stdout and stderr alike */
export function run({ file, args, env = process.env, name }: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk.toString('utf8')
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (cause) => reject(new Error(`${name} could not be run.`, { cause })))
    child.once('close', (code) => {
      if (code === 0) resolve(output)
      else reject(new Error(`${name} ended with code ${code}:\n${lastLines(output)}`))
    })
  })
}

function lastLines(output: string): string {
  return output.trimEnd().split('\n').slice(-outputLinesShown).join('\n')
}
