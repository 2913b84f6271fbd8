import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { run } from './run.ts'

/** An emulator of AWS in plain Python, which deploys CloudFormation and runs Node functions. */
const version = '1.5.33'

const environmentDirectory = join(process.cwd(), '.venv')
const python = join(environmentDirectory, 'bin', 'python')

/** On two busy cores it takes one second. */
const startSecondsMax = 60

export interface MiniStack {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts the emulator on a free port of this machine; it forgets everything when it stops. */
export async function startMiniStack(workDirectory: string): Promise<MiniStack> {
  await ensureInstalled()
  const port = await freePort()
  const child = spawn(join(environmentDirectory, 'bin', 'ministack'), [], {
    // The functions inherit all of this, so it is as little as it can be.
    env: {
      PATH: process.env['PATH'],
      HOME: workDirectory,
      TMPDIR: workDirectory,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      LOG_LEVEL: 'WARNING',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
    stdio: 'ignore',
  })
  // Should this process end before it can clean up, the emulator must not outlive it.
  process.once('exit', () => child.kill())
  const url = `http://127.0.0.1:${port}`
  const stop = () => end(child)
  try {
    await untilHealthy(url, child)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, stop }
}

async function ensureInstalled(): Promise<void> {
  if (await isInstalled()) return
  await attempt('python3', ['-m', 'venv', environmentDirectory], {
    missing:
      'The deploy test needs python3 (3.10 or newer) with its venv module, and that is missing: ' +
      'on Debian, apt-get install python3-venv.',
  })
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']
  await attempt(python, [...install, `ministack==${version}`], {
    missing: `The deploy test needs ministack ${version}, and pip could not install it.`,
  })
}

async function isInstalled(): Promise<boolean> {
  const code = `from importlib.metadata import version; print(version("ministack"))`
  try {
    const found = await run({ file: python, args: ['-c', code], name: 'python' })
    return found.trim() === version
  } catch {
    return false
  }
}

async function attempt(
  file: string,
  args: readonly string[],
  { missing }: { readonly missing: string },
): Promise<void> {
  try {
    await run({ file, args, name: `${file} ${args.join(' ')}` })
  } catch (cause) {
    throw new Error(missing, { cause })
  }
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + startSecondsMax * 1000
  while (Date.now() < deadline && child.exitCode === null) {
    if (await isHealthy(url)) return
    await pause(100)
  }
  throw new Error(`ministack did not start within ${startSecondsMax} s at ${url}.`)
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_ministack/health`)).ok
  } catch {
    return false
  }
}

/** Its functions are its children and end with it. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGTERM')
  await ended
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
