/** One row for each list of cells; a bar inside of a cell would end it. */
export function table(headings: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n')
}

export const code = (text: string | number): string => `\`${text}\``

export const codes = (texts: readonly (string | number)[]): string => texts.map(code).join(', ')

/** As the beginning of a sentence. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
