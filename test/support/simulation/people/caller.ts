import type { Phone, PhoneLine } from '../places/phone/phone.ts'
import type { Surroundings } from '../surroundings.ts'

/** Which key a caller presses at a menu, if any; a caller may also hang up. */
export function choosing({ weather, choices, clock }: Surroundings): PhoneLine['chooses'] {
  return (phone: Phone, words: string) => {
    if (weather.strikes('caller-hangs-up')) {
      clock.after(1_500, () => phone.hangUp())
      return null
    }
    // Having heard the code, most have what they wanted.
    if (/To hear the code again/.test(words)) return null
    if (weather.strikes('caller-silent')) return null
    if (weather.strikes('caller-declines')) return choices.of(['2', '0'])
    if (weather.strikes('caller-presses-wrong')) return '7'
    return '1'
  }
}
