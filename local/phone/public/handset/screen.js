import { byId, write } from '../page/element.js'
import { createCallClock } from './call-clock.js'
import { endingOf } from './ending.js'

/**
 * @typedef {import('../call/phone-line.js').Phase} Phase
 * @typedef {import('../wire/gateway.js').Session} Session
 */

/** @type {Record<Phase, string>} */
const lineStates = {
  idle: 'Ready',
  dialling: 'Calling…',
  talking: 'On the call',
  ended: 'Call ended',
}

/** The face of the phone: the form, the call, or how it ended. */
export function createScreen() {
  const handset = byId('handset', HTMLElement)
  /** Each names the phases it is there for. @type {NodeListOf<HTMLElement>} */
  const parts = handset.querySelectorAll('[data-on]')
  const lineState = byId('line-state', HTMLElement)
  const clock = createCallClock(byId('call-clock', HTMLElement))
  const headline = byId('ending-headline', HTMLElement)
  const sentence = byId('ending-sentence', HTMLElement)
  const code = byId('ending-code', HTMLElement)
  const codeBox = byId('ending-code-box', HTMLElement)

  return {
    /** @param {Phase} phase */
    enter(phase) {
      handset.dataset['phase'] = phase
      for (const part of parts) part.hidden = !part.dataset['on']?.split(' ').includes(phase)
      write(lineState, lineStates[phase])
      if (phase === 'talking') clock.start()
      else clock.stop()
    },

    /** @param {Session | undefined} session the newest one of the call @param {boolean} isKnown */
    showEnding(session, isKnown) {
      const ending = endingOf(session, isKnown)
      handset.dataset['ending'] = ending.mood
      write(headline, ending.headline)
      write(sentence, ending.sentence)
      write(code, ending.code)
      codeBox.hidden = ending.code === ''
    },
  }
}
