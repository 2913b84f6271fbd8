/** The entities of plain XML; those of HTML are not among them, and Twilio refuses them, too. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/** A bare `&`, as in an unescaped query string, makes a document unreadable. */
export function hasOnlyKnownEntities(source: string): boolean {
  const withoutCdata = source.replaceAll(/<!\[CDATA\[.*?\]\]>/gs, '').replaceAll(/<!--.*?-->/gs, '')
  return !/&(?!(#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);)/i.test(withoutCdata)
}

export function decoded(text: string): string {
  return text.replaceAll(/&(#x?)?(\w+);/gi, (whole, numeric: string | undefined, name: string) => {
    if (numeric === undefined) return named[name] ?? whole
    const point = Number.parseInt(name, numeric.length === 2 ? 16 : 10)
    return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole
  })
}
