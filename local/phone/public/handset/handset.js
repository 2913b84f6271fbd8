import { byId } from '../page/element.js'
import { bindSoundSwitch } from '../sound/sound-switch.js'
import { createTones } from '../sound/tones.js'
import { createVoice } from '../sound/voice.js'
import { createCaptions } from './captions.js'
import { createEcho } from './echo.js'
import { bindKeyIt } from './key-it.js'
import { bindKeypad } from './keypad.js'
import { createScreen } from './screen.js'

/**
 * @typedef {import('../call/phone-line.js').Phase} Phase
 * @typedef {import('../wire/caller-api.js').Call} Call
 * @typedef {import('../wire/gateway.js').Session} Session
 * @typedef {import('../panels/test-cards.js').TestCard} TestCard
 * @typedef {{ onKey: (key: string) => void, chosenCard: () => TestCard | undefined }} HandsetUser
 */

/** The telephone itself: screen, keypad, voice and tones. @param {HandsetUser} user */
export function createHandset({ onKey, chosenCard }) {
  const screen = createScreen()
  const voice = createVoice()
  const playTone = createTones()
  const echo = createEcho(byId('echo', HTMLElement))
  const isSoundOn = bindSoundSwitch(byId('sound', HTMLButtonElement), voice.hush)
  const keypad = bindKeypad(byId('keypad', HTMLFieldSetElement), press)
  const keyIt = bindKeyIt(chosenCard, press)
  const captions = createCaptions(byId('heard', HTMLElement), ({ text, language }) => {
    if (isSoundOn()) voice.say(text, language)
  })
  /** @type {Phase} */
  let phase = 'idle'
  /** @type {Call | null} */
  let call = null
  /** @type {Session | undefined} */
  let session
  let isKnown = false

  /** @param {string} key */
  function press(key) {
    voice.hush()
    if (isSoundOn()) playTone(key)
    keypad.flash(key)
    echo.add(key, Boolean(call?.payment))
    onKey(key)
  }

  function showWanted() {
    const isTalking = phase === 'talking'
    const field = isTalking ? (call?.payment?.capturing ?? null) : null
    keyIt.want({ field, isOffered: isTalking && session?.status === 'offered' })
  }

  return {
    /** @param {Phase} next */
    enter(next) {
      phase = next
      if (next === 'dialling') {
        call = null
        session = undefined
        isKnown = false
        captions.clear()
      }
      // When the other side hangs up, the last sentence may still be on its way to the ear.
      if (next === 'idle' || next === 'dialling') voice.hush()
      keyIt.stop()
      echo.clear()
      keypad.open(next === 'talking')
      screen.enter(next)
      screen.showEnding(session, isKnown)
      showWanted()
    },

    hush: () => voice.hush(),

    /** @param {Call} next */
    showCall(next) {
      if (next.payment?.capturing !== call?.payment?.capturing) echo.clear()
      call = next
      if (phase === 'talking') captions.show(next.heard)
      showWanted()
    },

    /** @param {Session | undefined} next the newest one @param {boolean} isAnswered */
    showSession(next, isAnswered) {
      // A session that was there and is no more: the flow has lost its memory, not the payment.
      isKnown = isAnswered && (next !== undefined || session === undefined)
      session = next ?? session
      screen.showEnding(session, isKnown)
      showWanted()
    },
  }
}
