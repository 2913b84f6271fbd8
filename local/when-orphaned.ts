/** How soon a process notices that whoever started it is gone. */
const LOOK_FOR_PARENT_EVERY_MS = 500

/** Taken at once: by the time the servers are there, whoever started us may be gone already. */
const parent = process.ppid

/** Ending `npm run …` from outside ends npm and its shell, and neither tells us. */
export function whenOrphaned(end: () => void): void {
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    end()
  }, LOOK_FOR_PARENT_EVERY_MS)
  // What keeps the process alive is its servers.
  timer.unref()
}
