import type { SimulatorTime } from '../../twilio/time.ts'
import type { Screen } from '../report/screen.ts'
import type { Person } from './person.ts'

const tickMs = 1_000

/** Says what to do, and counts down until it has been seen to be done. */
export function personAtTerminal({
  screen,
  time,
}: {
  readonly screen: Screen
  readonly time: SimulatorTime
}): Person {
  const ask = (sentence: string, withinMs: number) => {
    screen.line(`  >>> ${sentence}`)
    let cancel = (): void => undefined
    const endsAtMs = time.now() + withinMs
    const tick = () => {
      screen.fleeting(`      ${Math.ceil((endsAtMs - time.now()) / 1_000)} seconds left`)
      cancel = time.after(tickMs, tick)
    }
    tick()
    return () => {
      cancel()
      screen.fleeting('')
    }
  }
  return {
    press: async (keys, withinMs) => ask(pressSentence(keys), withinMs),
    hangUp: async (withinMs) => ask('Hang up the phone now.', withinMs),
    tell: (sentence) => screen.line(`  ${sentence}`),
  }
}

/** One by one: a number read aloud from a screen is keyed more surely in pieces. */
export function pressSentence(keys: string): string {
  const end = keys.endsWith('#') ? ', then #' : ', and no other key'
  const spaced = [...keys.replace('#', '')].join(' ')
  return `Press ${spaced} on the phone${end}.`
}
