import { focusOf, isBusy } from './focus.js'

/**
 * Fetches the page again and puts in place what is different: parts marked `data-live`, each by
 * its id. A part is compared with what the server said before, not with what stands there now:
 * a part that the server has nothing new about is left alone.
 * @param {(isThere: boolean) => void} onAnswer
 */
export function createRefresher(onAnswer) {
  /** What the server last said, by id. @type {Map<string, string>} */
  const said = new Map()
  for (const part of liveParts(document)) said.set(part.id, part.outerHTML)

  async function refresh() {
    const next = await fetchPage()
    onAnswer(next !== undefined)
    if (next === undefined) return
    for (const part of outermost(next)) bring(part)
  }

  /** @param {HTMLElement} part */
  function bring(part) {
    const fresh = part.outerHTML
    const before = document.getElementById(part.id)
    if (before === null || said.get(part.id) === fresh) return
    said.set(part.id, fresh)
    if ('grows' in part.dataset) grow(before, part)
    else if (isBusy(before)) bringWhatIsInside(before, part)
    else replace(before, part)
  }

  /** @param {HTMLElement} before @param {HTMLElement} part */
  function replace(before, part) {
    const putBack = focusOf(before)
    before.replaceWith(part)
    for (const inner of liveParts(part)) said.set(inner.id, inner.outerHTML)
    for (const log of part.querySelectorAll('[data-grows]')) log.scrollTop = log.scrollHeight
    putBack(part)
  }

  /** Somebody is typing here. @param {HTMLElement} before @param {HTMLElement} part */
  function bringWhatIsInside(before, part) {
    // Compared again when nobody is typing any more.
    said.delete(part.id)
    for (const inner of outermost(part).reverse()) {
      if (document.getElementById(inner.id) !== null) bring(inner)
      else {
        said.set(inner.id, inner.outerHTML)
        before.querySelector('[data-items]')?.prepend(inner)
      }
    }
  }

  return { refresh }
}

/** A log is read aloud as it grows, so that its old lines must stay. @param {HTMLElement} log
 * @param {HTMLElement} next */
function grow(log, next) {
  log.append(...[...next.children].slice(log.children.length))
  log.scrollTop = log.scrollHeight
}

/** @param {Document | HTMLElement} within @returns {HTMLElement[]} */
function liveParts(within) {
  return [...within.querySelectorAll('[data-live]')].filter((one) => one instanceof HTMLElement)
}

/** Those that are in no other: what is inside of them comes with them. @param {Document |
 * HTMLElement} within */
function outermost(within) {
  const around = within instanceof HTMLElement ? within : null
  return liveParts(within).filter(
    (one) => (one.parentElement?.closest('[data-live]') ?? null) === around,
  )
}

async function fetchPage() {
  try {
    const response = await fetch('/simulator', { cache: 'no-store' })
    return new DOMParser().parseFromString(await response.text(), 'text/html')
  } catch {
    return undefined
  }
}
