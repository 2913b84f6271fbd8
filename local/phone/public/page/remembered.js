/**
 * A choice kept for the next visit. A browser may forbid storage: then the choice lasts a visit.
 * @param {string} name
 */
export function remembered(name) {
  const key = `phone.${name}`
  return {
    read() {
      try {
        return localStorage.getItem(key)
      } catch {
        return null
      }
    },
    /** @param {string} value */
    write(value) {
      try {
        localStorage.setItem(key, value)
      } catch {
        // Nothing to do: the choice is still in force on this page.
      }
    },
  }
}
