/**
 * How a webhook is delivered, and how its URL's fragment may change that.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export type RetryReason = 'ct' | 'rt' | '4xx' | '5xx'

export interface DeliveryRules {
  readonly connectTimeoutMs: number
  readonly readTimeoutMs: number
  readonly totalTimeoutMs: number
  readonly retriesMax: number
  readonly retryOn: ReadonlySet<RetryReason>
}

/** Each bound and default is the one documented for the override of that name. */
const numberRows = {
  ct: { min: 100, max: 10_000, default: 5_000 },
  rt: { min: 100, max: 15_000, default: 15_000 },
  tt: { min: 100, max: 15_000, default: 15_000 },
  rc: { min: 0, max: 5, default: 1 },
} as const

const everyReason: readonly RetryReason[] = ['ct', 'rt', '4xx', '5xx']

export function deliveryRules(url: string): DeliveryRules {
  const hash = url.indexOf('#')
  const fragment = new URLSearchParams(hash === -1 ? '' : url.slice(hash + 1))
  const read = (name: keyof typeof numberRows): number => {
    const row = numberRows[name]
    const text = fragment.get(name)
    const value = Number(text ?? Number.NaN)
    return Number.isInteger(value) && value >= row.min && value <= row.max ? value : row.default
  }
  return {
    connectTimeoutMs: read('ct'),
    readTimeoutMs: read('rt'),
    totalTimeoutMs: read('tt'),
    retriesMax: read('rc'),
    retryOn: retryReasons(fragment.get('rp')),
  }
}

function retryReasons(text: string | null): ReadonlySet<RetryReason> {
  const names = text?.split(',') ?? ['ct']
  if (names.includes('all')) return new Set(everyReason)
  return new Set(everyReason.filter((reason) => names.includes(reason)))
}
