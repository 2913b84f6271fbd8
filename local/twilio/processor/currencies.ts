/**
 * How many decimals a currency has, by ISO 4217; two where nothing is said.
 * Not taken from `Intl`, whose figures follow what is customary in print.
 */
const decimalsRows: readonly (readonly [decimals: number, currencies: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
]

const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

export function isCurrency(code: string): boolean {
  return known.has(code)
}

export function decimalsOf(currency: string): number {
  return decimalsRows.find(([, currencies]) => currencies.split(' ').includes(currency))?.[0] ?? 2
}

/** "42.5" in USD is "42.50"; the amount has already been checked to fit. */
export function writtenOut(amount: string, currency: string): string {
  const [whole = '0', fraction = ''] = amount.split('.')
  const decimals = decimalsOf(currency)
  const digits = whole.replace(/^0+(?=\d)/, '')
  return decimals === 0 ? digits : `${digits}.${fraction.padEnd(decimals, '0')}`
}
