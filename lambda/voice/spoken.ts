import { formatAmount, type Money } from '../domain/values/money.ts'

/** Such as `42.50 US dollars`: the currency by its name, since `$` is said of many. */
export function spokenAmount(money: Money, language: string): string {
  const amount = formatAmount(money)
  const decimals = amount.split('.')[1]?.length ?? 0
  return formatOf(money, { language, decimals }).format(money.amountMinor / 10 ** decimals)
}

/** Made once for each language and currency: making one takes longer than all else of a prompt. */
const formats = new Map<string, Intl.NumberFormat>()

function formatOf(
  { currency }: Money,
  { language, decimals }: { readonly language: string; readonly decimals: number },
): Intl.NumberFormat {
  const name = `${language} ${currency}`
  const known = formats.get(name)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'name',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  formats.set(name, made)
  return made
}

/** One character at a time, slowly enough to write down. */
export const spelled = (code: string): string => [...code].join(', ')
