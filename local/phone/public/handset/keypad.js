const keys = '123456789*0#'
/** Long enough to be seen, short enough not to tell a watcher the number. */
const flashMs = 130

/**
 * Keys by click, by touch, and from the keyboard wherever nothing is being written.
 * @param {HTMLFieldSetElement} pad holds a button with `data-key` for each key
 * @param {(key: string) => void} onKey
 */
export function bindKeypad(pad, onKey) {
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = pad.querySelectorAll('button[data-key]')

  for (const button of buttons) {
    button.addEventListener('click', () => onKey(button.dataset['key'] ?? ''))
  }

  document.addEventListener('keydown', (event) => {
    if (pad.disabled || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key.length !== 1 || !keys.includes(event.key) || isWriting(event.target)) return
    event.preventDefault()
    onKey(event.key)
  })

  return {
    /** @param {boolean} open */
    open(open) {
      pad.disabled = !open
    },

    /** @param {string} key */
    flash(key) {
      const button = [...buttons].find((each) => each.dataset['key'] === key)
      button?.classList.add('pressed')
      setTimeout(() => button?.classList.remove('pressed'), flashMs)
    },
  }
}

/** @param {EventTarget | null} target */
function isWriting(target) {
  return (
    target instanceof HTMLElement && target.matches('input:not([type=radio]), select, textarea')
  )
}
