import { remembered } from './remembered.js'

const choice = remembered('theme')
const root = document.documentElement

/** Loaded in the head, before anything is drawn, so that no page flashes in the other theme. */
applyTheme(choice.read())

/** Follows the system until the button is pressed once. @param {HTMLElement} button */
export function bindThemeButton(button) {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const isDark = () => (root.dataset['theme'] ?? (system.matches ? 'dark' : 'light')) === 'dark'
  const label = () => {
    const text = isDark() ? 'Light' : 'Dark'
    button.textContent = text
    button.setAttribute('aria-label', `Switch to the ${text.toLowerCase()} theme`)
  }
  button.addEventListener('click', () => {
    const next = isDark() ? 'light' : 'dark'
    choice.write(next)
    applyTheme(next)
    label()
  })
  system.addEventListener('change', label)
  label()
}

/** @param {string | null} theme */
function applyTheme(theme) {
  if (theme === 'dark' || theme === 'light') root.dataset['theme'] = theme
}
