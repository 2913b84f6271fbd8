import { describe, expect, test } from 'vitest'
import { captureErrors } from '../../../lambda/domain/payment/capture-errors.ts'
import { captureFields, isCaptureField } from '../../../lambda/domain/payment/capture-fields.ts'
import { enUs } from '../../../lambda/voice/locales/en-us.ts'
import { languages, localePackOf, localePacks } from '../../../lambda/voice/locales/index.ts'
import { spelled, spokenAmount } from '../../../lambda/voice/spoken.ts'
import { money } from '../../support/a-session.ts'

const purchase = { amount: '42.50 US dollars', reference: 'INV-1001', canReachPerson: true }

/** Every sentence of a pack, whatever it is made of. */
function sentences(part: unknown): readonly string[] {
  if (typeof part === 'string') return [part]
  if (typeof part === 'function') return [String(part(purchase))]
  return part !== null && typeof part === 'object' ? Object.values(part).flatMap(sentences) : []
}

describe.each(localePacks)('the pack of $language', (pack) => {
  const { language: _tag, ...prompts } = pack

  test('has a sentence for everything, whole and ended', () => {
    const all = sentences(prompts)

    expect(all.length).toBeGreaterThan(80)
    expect(all.filter((sentence) => !/^\S.{4,}[.!?]$/.test(sentence))).toEqual([])
  })

  test('has a row for each field and a sentence for each error of it', () => {
    const fields = Object.keys(captureFields).filter(isCaptureField)

    const missing = fields.flatMap((field) =>
      captureErrors.filter((error) => pack.errors[field][error].trim() === ''),
    )

    expect(missing).toEqual([])
    expect(Object.keys(pack.asks).sort()).toEqual([...fields].sort())
  })

  test('says the amount and the reference in the offer, and the code when it is paid', () => {
    expect(pack.offers.amount.charge['credit-card'](purchase)).toContain('42.50 US dollars')
    expect(pack.offers.amount.charge['credit-card'](purchase)).toContain('INV-1001')
    expect(pack.offers['another-card'].charge['credit-card'](purchase)).toContain(
      '42.50 US dollars',
    )
    expect(pack.paid('7, Y, x')).toContain('7, Y, x')
  })

  test('has no sentence that would break a document, or name a card', () => {
    expect(sentences(prompts).filter((sentence) => /[<>]|\d{5}/.test(sentence))).toEqual([])
  })
})

describe('the endings in English', () => {
  test.each([...Object.entries(enUs.failures), ...Object.entries(enUs.cancellations)])(
    '%s says that nothing was charged',
    (_reason, sentence) => {
      expect(sentence).toMatch(/not been charged/)
    },
  )

  test('what was not started says so of this payment, whatever was paid before on the call', () => {
    expect(enUs.notStarted).toMatch(/cannot be started.*not been charged for it/)
    expect(enUs.notStarted).not.toMatch(/successful|declined/)
  })

  test('a declined card is not charged, before another one is offered', () => {
    expect(enUs.offers['another-card'].charge['credit-card'](purchase)).toMatch(
      /declined.*not been charged/,
    )
  })

  test('not known says neither charged nor not charged, and not to pay again', () => {
    const notKnown = enUs.notKnown.charge['credit-card']
    expect(notKnown).toContain('do not pay again')
    expect(notKnown).toContain('do not know')
    expect(notKnown).not.toMatch(/not been charged|successful/)
  })

  test('paid does not say that nothing was charged', () => {
    expect(enUs.paid('7')).toMatch(/successful/)
    expect(enUs.paid('7')).not.toMatch(/not been charged/)
  })

  test('nothing said before a verdict claims one', () => {
    const before = [enUs.oneMoment, enUs.charging, enUs.stillCharging].join(' ')

    expect(before).not.toMatch(/successful|declined|charged\b/)
  })
})

describe('an amount in English', () => {
  test.each([
    ['42.50', 'USD', '42.50 US dollars'],
    ['4250', 'JPY', '4,250 Japanese yen'],
    ['4.250', 'KWD', '4.250 Kuwaiti dinars'],
    ['1234.50', 'EUR', '1,234.50 euros'],
    ['0.05', 'GBP', '0.05 British pounds'],
    ['999999.99', 'USD', '999,999.99 US dollars'],
    ['5000.00', 'HUF', '5,000.00 Hungarian forints'],
  ])('%s %s is said as %s', (amount, currency, spoken) => {
    expect(spokenAmount(money(amount, currency), 'en-US')).toBe(spoken)
  })
})

test('a code is spelled one character at a time, also outside of the alphabet', () => {
  expect(spelled('A1-ü🂡')).toBe('A, 1, -, ü, 🂡')
})

test('a language that was removed is spoken as the first one', () => {
  expect(languages).toContain('en-US')
  expect(localePackOf('xx-XX')).toBe(localePacks[0])
})
