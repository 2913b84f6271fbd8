import { type ChildProcess, fork } from 'node:child_process'
import { on, once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ALIVE } from './signs.ts'
import type { Question, Reply } from './worker.ts'

/** A mutant that runs for ever is dead. The longest test takes a second, ten when busy. */
const SIGN_WITHIN_MS = 30_000

/** A process that runs tests, started again when a mutant has hung it. */
export class Worker {
  #child: ChildProcess | null = null

  /** `null` when there was no sign of life for too long. */
  async ask(question: Question): Promise<Reply | null> {
    const child = await this.#started()
    child.send(question)
    const silence = new AbortController()
    const wait = () => setTimeout(() => silence.abort(), SIGN_WITHIN_MS)
    let timer = wait()
    try {
      for await (const [message] of on(child, 'message', { signal: silence.signal })) {
        const told: Reply | typeof ALIVE = message
        if (told !== ALIVE) return told
        clearTimeout(timer)
        timer = wait()
      }
    } catch {
      this.stop()
    } finally {
      clearTimeout(timer)
    }
    return null
  }

  stop(): void {
    this.#child?.kill('SIGKILL')
    this.#child = null
  }

  async #started(): Promise<ChildProcess> {
    if (this.#child !== null) return this.#child
    const path = fileURLToPath(new URL('worker.ts', import.meta.url))
    const child = fork(path, { execArgv: ['--import', 'tsx'], stdio: 'inherit' })
    await once(child, 'message')
    this.#child = child
    return child
  }
}
