/** Events come in bursts (one for every digit): wait for a pause this long before asking again. */
const quietMs = 120

/**
 * Runs `task` soon after it was asked for, once for a burst, and never twice at a time: an older
 * answer must not overwrite a newer one.
 * @param {() => Promise<void>} task @returns {() => void}
 */
export function createRefresher(task) {
  let isPlanned = false
  let isRunning = false

  async function run() {
    isPlanned = false
    if (isRunning) return plan()
    isRunning = true
    await task()
    isRunning = false
  }

  function plan() {
    if (isPlanned) return
    isPlanned = true
    setTimeout(run, quietMs)
  }

  return plan
}
