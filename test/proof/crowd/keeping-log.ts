/** Keeps what deployed code logs to standard output: some forty lines a payment. */
export function keepLog(): { readonly stop: () => readonly string[] } {
  const lines: string[] = []
  const write = process.stdout.write
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    lines.push(...String(chunk).split('\n').filter(Boolean))
    return true
  }
  return {
    stop: () => {
      process.stdout.write = write
      return lines
    },
  }
}
