/** A column: its heading, and which part of the width it may have. */
export interface Column {
  readonly heading: string
  readonly share: number
}

/** What stands between two columns. */
const gap = '  '

/** A table for a terminal of this width; a cell that is too long goes on below. */
export function textTable(
  columns: readonly Column[],
  { rows, width }: { readonly rows: readonly (readonly string[])[]; readonly width: number },
): string {
  const room = width - gap.length * (columns.length - 1)
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => Math.max(8, Math.floor((room * share) / shares)))
  const print = (cells: readonly string[]) => {
    const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? 0))
    const height = Math.max(...wrapped.map((lines) => lines.length))
    return Array.from({ length: height }, (_, line) =>
      wrapped
        .map((lines, index) => (lines[line] ?? '').padEnd(widths[index] ?? 0))
        .join(gap)
        .trimEnd(),
    ).join('\n')
  }
  const rule = widths.map((each) => '-'.repeat(each)).join(gap)
  return [print(columns.map(({ heading }) => heading)), rule, ...rows.map(print)].join('\n')
}

/** Breaks at spaces, and in the middle of a word that has no room for itself. */
function wrap(text: string, width: number): readonly string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    let rest = word
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + 1 + rest.length <= width) {
      lines[lines.length - 1] = `${line} ${rest}`
      continue
    }
    if (line !== '') lines.push('')
    while (rest.length > width) {
      lines[lines.length - 1] = rest.slice(0, width)
      rest = rest.slice(width)
      lines.push('')
    }
    lines[lines.length - 1] = rest
  }
  return lines
}
