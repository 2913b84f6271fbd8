import { remembered } from '../page/remembered.js'

/**
 * One switch for voice and key tones; on unless it was switched off here before.
 * @param {HTMLElement} button @param {() => void} onSilence
 */
export function bindSoundSwitch(button, onSilence) {
  const choice = remembered('sound')
  let isOn = choice.read() !== 'off'

  const show = () => button.setAttribute('aria-checked', String(isOn))
  button.addEventListener('click', () => {
    isOn = !isOn
    choice.write(isOn ? 'on' : 'off')
    show()
    if (!isOn) onSilence()
  })
  show()
  return () => isOn
}
