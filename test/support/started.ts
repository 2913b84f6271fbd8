import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Started {
  /** Everything that it printed so far. */
  output(): string
  /** Resolves with the first match in what it prints. @throws Error if it ends without one. */
  prints(pattern: RegExp): Promise<RegExpExecArray>
  /** Sends Ctrl-C. @returns the exit code. */
  interrupted(): Promise<number | null>
  ended(): Promise<number | null>
  /** Ends the outermost process alone. Resolves when all that it started has gone, too. */
  terminated(): Promise<void>
}

/** `npm start` as a process of its own, without npm's own wrapping. */
export const start = (env: Env, ...args: string[]): Started =>
  run([process.execPath, '--import', 'tsx', 'bin/start.ts', ...args], env)

/** `npm start` with npm and its shell around it, as a person or a script starts it. */
export const startByNpm = (env: Env): Started => run(['npm', 'start'], env)

/** `npm run simulator` as a process of its own. */
export const startSimulator = (env: Env, ...args: string[]): Started =>
  run([process.execPath, '--import', 'tsx', 'local/twilio/main.ts', ...args], env)

/** `npm run probe` as a process of its own. */
export const startProbe = (env: Env, ...args: string[]): Started =>
  run([process.execPath, '--import', 'tsx', 'local/probe/main.ts', ...args], env)

/** A program that is not ours: the code, as an ES module with this project's packages. */
export const runCode = (code: string, env: Env): Started =>
  run([process.execPath, '--input-type=module', '--eval', code], env)

type Env = Readonly<Record<string, string>>

function run([command = '', ...args]: readonly string[], env: Env): Started {
  const child: ChildProcess = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const waiting = new Set<() => void>()
  const news = (chunk: Buffer | null) => {
    output += chunk?.toString('utf8') ?? ''
    for (const wake of [...waiting]) wake()
  }
  child.stdout?.on('data', news)
  child.stderr?.on('data', news)
  const closed = once(child, 'close').then(() => news(null))
  const ended = async () => {
    await closed
    return child.exitCode
  }
  return {
    output: () => output,
    prints: async (pattern) => {
      for (;;) {
        const found = pattern.exec(output)
        if (found !== null) return found
        if (child.exitCode !== null) throw new Error(`It ended, having said: ${output}`)
        await new Promise<void>((wake) => waiting.add(wake))
      }
    },
    interrupted: async () => {
      child.kill('SIGINT')
      return ended()
    },
    ended,
    terminated: async () => {
      child.kill('SIGTERM')
      // Comes when nobody holds the pipes any more: not npm, not its shell, not the servers.
      await closed
    },
  }
}
