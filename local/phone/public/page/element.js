/**
 * The element of this id. A page without it is a page of another version.
 * @template {HTMLElement} T
 * @param {string} id @param {new () => T} kind @returns {T}
 */
export function byId(id, kind) {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} called ${id}.`)
  return found
}

/**
 * Makes an element. Text is always text, never markup.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {string} className @param {...(string | Node)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, className, ...children) {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  element.append(...children)
  return element
}

/** Writes only when something changed: a screen reader would read it again. @param {HTMLElement}
 * element @param {string} text */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text
}
