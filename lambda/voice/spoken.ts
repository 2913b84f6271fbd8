import { formatAmount, type Money } from '../domain/values/money.ts'

/** Such as `42.50 US dollars`: the currency by its name, since `$` is said of many. */
export function spokenAmount(money: Money, language: string): string {
  const amount = formatAmount(money)
  const decimals = amount.split('.')[1]?.length ?? 0
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'name',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return format.format(money.amountMinor / 10 ** decimals)
}

/** One character at a time, slowly enough to write down. */
export const spelled = (code: string): string => [...code].join(', ')
