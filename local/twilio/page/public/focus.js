const typedInto = 'input:not([type="radio"]), select, textarea'
const focusable = 'a, button, input, select, textarea, [tabindex]'

/** Whether somebody is typing here, or has typed what was not sent yet. @param {HTMLElement} part */
export function isBusy(part) {
  const active = document.activeElement
  if (active !== null && part.contains(active) && active.matches(typedInto)) return true
  return [...part.querySelectorAll('input:not([type="radio"])')].some(
    (field) => field instanceof HTMLInputElement && field.value !== field.defaultValue,
  )
}

/**
 * Remembers what has the focus here, by its place. The answer gives the focus to the same place of
 * what is there instead, or to its heading where that place has gone.
 * @param {HTMLElement} part @returns {(next: HTMLElement) => void}
 */
export function focusOf(part) {
  const active = document.activeElement
  if (active === null || !part.contains(active)) return () => undefined
  const place = [...part.querySelectorAll(focusable)].indexOf(active)
  return (next) => {
    const same = next.querySelectorAll(focusable)[place]
    const target = same?.tagName === active.tagName ? same : next.querySelector('h2, h3')
    if (!(target instanceof HTMLElement)) return
    if (!target.matches(focusable)) target.tabIndex = -1
    target.focus({ preventScroll: true })
  }
}
