import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Question, Reply } from './worker.ts'

/** A mutant that runs for ever is dead. All tests of a file take two seconds, ten when busy. */
const ANSWER_WITHIN_MS = 30_000

/** A process that runs tests, started again when a mutant has hung it. */
export class Worker {
  #child: ChildProcess | null = null

  /** `null` when there was no answer in time. */
  async ask(question: Question): Promise<Reply | null> {
    const child = await this.#started()
    child.send(question)
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS * question.patience)
    try {
      const [reply]: Reply[] = await once(child, 'message', { signal })
      return reply ?? null
    } catch {
      this.stop()
      return null
    }
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
