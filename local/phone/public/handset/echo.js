/** How long the last key stays on the screen. */
const lifeMs = 2_000
/** A card has up to 19 digits. */
const dotsMax = 19

/**
 * Shows that keys arrived. Of a payment only dots; outside of one the last key is shown, the ones
 * before it are dots too. Digits are never kept: only their count is.
 * @param {HTMLElement} place
 */
export function createEcho(place) {
  let count = 0
  let timer = 0

  function clear() {
    count = 0
    place.textContent = ''
  }

  return {
    clear,

    /** @param {string} key @param {boolean} isSecret */
    add(key, isSecret) {
      count = Math.min(count + 1, dotsMax)
      place.textContent = '•'.repeat(count - 1) + (isSecret ? '•' : key)
      clearTimeout(timer)
      timer = window.setTimeout(clear, lifeMs)
    },
  }
}
