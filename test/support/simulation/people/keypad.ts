import type { Payment, Told } from '../places/payment.ts'
import type { Phone } from '../places/phone/phone.ts'
import type { FakeTwilio } from '../places/twilio.ts'
import type { Surroundings } from '../surroundings.ts'

const THINKS_MS = [4_000, 2_000, 9_000, 18_000] as const
const BETWEEN_KEYS_MS = 8_000

/** After this Twilio takes silence for a no, when it has asked to confirm. */
const CONFIRMED_WITHIN_MS = 20_000

/** What shows of an entry in a callback. */
const shown: Readonly<Record<string, Told['parameters']>> = {
  'payment-card-number': { PaymentCardNumber: 'xxxxxxxxxxxx1111', PaymentCardType: 'visa' },
  'bank-account-number': { BankAccountNumber: '*******92' },
}
const otherAccount = { BankAccountNumber: '*******17' }

const errorOf = (field: string): string =>
  field.endsWith('-matcher') ? 'input-matching-failed' : `invalid-${field}`

/** What a caller does when Twilio listens. */
export class Keypad {
  readonly #around: Surroundings
  readonly #tells: (told: Told) => void

  constructor(around: Surroundings, tells: (told: Told) => void) {
    this.#around = around
    this.#tells = tells
  }

  listens(payment: Payment, on: { readonly phone: Phone; readonly twilio: FakeTwilio }): void {
    const { weather, choices, clock } = this.#around
    const { phone, twilio } = on
    const { capturing, status } = payment
    const isStill = () => payment.capturing === capturing && payment.status === status
    const thinksMs = choices.of(THINKS_MS)
    const later = (act: () => void) =>
      clock.after(thinksMs, () => {
        if (isStill() && !phone.isOver) act()
      })
    if (weather.strikes('caller-hangs-up')) {
      later(() => phone.hangUp())
      return
    }
    if (weather.strikes('caller-stars')) {
      later(() => twilio.ends(payment, 'caller-interrupted-with-star'))
      return
    }
    if (capturing === null) {
      this.#confirms(payment, { twilio, later })
      return
    }
    if (weather.strikes('caller-silent')) return
    if (choices.once(8)) this.#tellKeys(payment, '*')
    later(() => this.#keys(payment))
  }

  #confirms(
    payment: Payment,
    by: { readonly twilio: FakeTwilio; readonly later: (act: () => void) => void },
  ): void {
    const { weather, clock } = this.#around
    const { twilio, later } = by
    const to = payment.latest
    const isUnconfirmed = () => payment.status === 'confirming'
    clock.after(CONFIRMED_WITHIN_MS, () => {
      if (isUnconfirmed()) twilio.ends(payment, 'transaction-cancelled')
    })
    if (weather.strikes('caller-silent')) return
    if (weather.strikes('caller-declines')) {
      later(() => twilio.ends(payment, 'transaction-cancelled'))
      return
    }
    later(() => twilio.processor.takes(payment, to))
  }

  #keys(payment: Payment): void {
    const { weather, clock } = this.#around
    const { capturing } = payment
    if (capturing === null) return
    if (weather.strikes('caller-stops-short')) {
      this.#tellKeys(payment, '1')
      clock.after(BETWEEN_KEYS_MS, () => {
        if (payment.capturing === capturing) this.#done(payment, { ErrorType: 'input-timeout' })
      })
      return
    }
    const { field } = capturing
    if (weather.strikes('caller-miskeys')) {
      const isOtherAccount = field === 'bank-account-number' && payment.entered.size > 0
      if (!isOtherAccount) {
        this.#done(payment, { ErrorType: errorOf(field) })
        return
      }
      payment.entered.add(field)
      this.#done(payment, otherAccount)
      return
    }
    payment.entered.add(field)
    this.#done(payment, shown[field] ?? {})
  }

  #done(payment: Payment, parameters: Told['parameters']): void {
    const { capturing } = payment
    if (capturing === null) return
    const { field, to } = capturing
    payment.capturing = null
    const required = payment.asks.filter((asked) => !payment.entered.has(asked)).join(', ')
    this.#tells({
      payment,
      to,
      parameters: { Capture: field, Required: required, PartialResult: 'false', ...parameters },
    })
  }

  /** The first key of an entry, as Twilio tells of each. */
  #tellKeys(payment: Payment, entry: string): void {
    const { capturing } = payment
    if (capturing === null) return
    const { field, to } = capturing
    const parameters = { Capture: field, PartialResult: 'true', PaymentCardNumber: entry }
    this.#tells({ payment, to, parameters })
  }
}
