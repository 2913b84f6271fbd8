/**
 * Sends keys in the order they were pressed: while one request is under way, further keys wait and
 * then go together. Two requests at once could overtake each other and swap digits.
 * @param {(keys: string) => Promise<void>} send
 */
export function createKeyLine(send) {
  let waiting = ''
  let isSending = false

  async function drain() {
    if (isSending) return
    isSending = true
    while (waiting !== '') {
      const keys = waiting
      waiting = ''
      await send(keys)
    }
    isSending = false
  }

  return {
    /** @param {string} key */
    press(key) {
      waiting += key
      void drain()
    },
    forget() {
      waiting = ''
    },
  }
}
