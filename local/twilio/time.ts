/**
 * Every wait of the simulator goes through this port, so that a test can let an hour pass in no
 * time, and see the same order of things on every run.
 */
export interface SimulatorTime {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs the task later; the answer cancels it. */
  after(delayMs: number, task: () => void): () => void
}

export interface VirtualTime extends SimulatorTime {
  /** Runs, in order, everything that falls due within this span. Does not wait for answers. */
  advance(spanMs: number): void
  /** Jumps to the next task and runs it; `false` when nothing is scheduled. */
  runNext(): boolean
  readonly pending: number
}

export function realTime(): SimulatorTime {
  return {
    now: () => Date.now(),
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs)
      return () => clearTimeout(timer)
    },
  }
}

interface Task {
  readonly dueAtMs: number
  readonly run: () => void
}

export function virtualTime(options: { readonly startAtMs: number }): VirtualTime {
  let nowMs = options.startAtMs
  const tasks: Task[] = []

  const runNext = (): boolean => {
    const task = tasks.shift()
    if (task === undefined) return false
    nowMs = Math.max(nowMs, task.dueAtMs)
    task.run()
    return true
  }

  return {
    now: () => nowMs,
    after(delayMs, run) {
      const task = { dueAtMs: nowMs + Math.max(0, delayMs), run }
      // Behind everything due at the same moment: first come, first served.
      const later = tasks.findIndex((other) => other.dueAtMs > task.dueAtMs)
      tasks.splice(later === -1 ? tasks.length : later, 0, task)
      return () => {
        const index = tasks.indexOf(task)
        if (index !== -1) tasks.splice(index, 1)
      }
    },
    advance(spanMs) {
      const untilMs = nowMs + spanMs
      while ((tasks[0]?.dueAtMs ?? Number.POSITIVE_INFINITY) <= untilMs) runNext()
      nowMs = untilMs
    },
    runNext,
    get pending() {
      return tasks.length
    },
  }
}

export interface OwnedTime extends SimulatorTime {
  cancelAll(): void
}

/** Remembers what it scheduled, so that a stopped simulator leaves no timer behind. */
export function ownedTime(time: SimulatorTime): OwnedTime {
  const cancels = new Set<() => void>()
  let open = true
  return {
    now: () => time.now(),
    after(delayMs, task) {
      if (!open) return () => undefined
      const forget = () => cancels.delete(cancel)
      const cancelTimer = time.after(delayMs, () => {
        forget()
        task()
      })
      const cancel = () => {
        forget()
        cancelTimer()
      }
      cancels.add(cancel)
      return cancel
    },
    cancelAll() {
      open = false
      for (const cancel of [...cancels]) cancel()
    },
  }
}
