/** How long the call has lasted. @param {HTMLElement} place */
export function createCallClock(place) {
  let startedAt = 0
  let timer = 0

  function show() {
    const seconds = Math.floor((Date.now() - startedAt) / 1_000)
    const rest = String(seconds % 60).padStart(2, '0')
    place.textContent = `${Math.floor(seconds / 60)}:${rest}`
  }

  return {
    start() {
      startedAt = Date.now()
      show()
      clearInterval(timer)
      timer = window.setInterval(show, 1_000)
    },
    stop() {
      clearInterval(timer)
    },
  }
}
