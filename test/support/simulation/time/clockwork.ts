interface Task {
  readonly atMs: number
  readonly order: number
  readonly run: () => void
}

/**
 * The one clock and the one scheduler: nothing goes on but by a task whose time has come, one at a
 * time, and what was scheduled first comes first at the same time.
 */
export class Clockwork {
  nowMs = 0
  readonly #heap: Task[] = []
  #order = 0
  #stopped = false
  #woken = false

  after(delayMs: number, run: () => void): void {
    this.#push({ atMs: this.nowMs + delayMs, order: this.#order++, run })
  }

  /** Something else is still to come. */
  get isBusy(): boolean {
    return this.#heap.length > 0
  }

  /** Goes on with what awaits a promise: the task has settled one. */
  wake(): void {
    this.#woken = true
  }

  stop(): void {
    this.#stopped = true
  }

  async run(): Promise<void> {
    // Begun by an event, and not by a promise, the first tick would come before the promises.
    await null
    for (let task = this.#pop(); task !== undefined; task = this.#pop()) {
      if (task.atMs < this.nowMs) throw new RangeError(`Time went back, to ${task.atMs} ms.`)
      this.nowMs = task.atMs
      task.run()
      if (this.#woken) {
        this.#woken = false
        await allIsQuiet()
      }
      if (this.#stopped) return
    }
  }

  #push(task: Task): void {
    const heap = this.#heap
    let at = heap.length
    heap.push(task)
    while (at > 0) {
      const parentAt = (at - 1) >> 1
      const parent = heap[parentAt]
      if (parent === undefined || !isBefore(task, parent)) break
      heap[at] = parent
      at = parentAt
    }
    heap[at] = task
  }

  #pop(): Task | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    let at = 0
    for (;;) {
      const childAt = this.#earlierChild(at)
      const child = heap[childAt]
      if (child === undefined || !isBefore(child, last)) break
      heap[at] = child
      at = childAt
    }
    heap[at] = last
    return first
  }

  #earlierChild(at: number): number {
    const leftAt = 2 * at + 1
    const left = this.#heap[leftAt]
    const right = this.#heap[leftAt + 1]
    return left !== undefined && right !== undefined && isBefore(right, left) ? leftAt + 1 : leftAt
  }
}

const isBefore = (one: Task, other: Task): boolean =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order)

/**
 * Node empties the queue of promises before it turns to what was put off by `nextTick`: then
 * whoever could go on has done so, and waits for the clockwork again.
 */
const allIsQuiet = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve))
