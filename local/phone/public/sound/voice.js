/**
 * Speaks prompts with the browser's own voice. A browser without one stays silent: every prompt
 * can be read as well.
 */
export function createVoice() {
  const speech = 'speechSynthesis' in window ? window.speechSynthesis : null
  /** Kept so that it is not collected while it speaks: the rest would be lost.
   * @type {SpeechSynthesisUtterance | null} */
  let speaking = null

  return {
    canSpeak: speech !== null,

    /** It replaces what is being said. @param {string} text @param {string} language */
    say(text, language) {
      if (speech === null) return
      speech.cancel()
      speaking = new SpeechSynthesisUtterance(text)
      speaking.lang = language
      const voice = voiceFor(speech.getVoices(), language)
      if (voice !== undefined) speaking.voice = voice
      speech.speak(speaking)
    },

    hush() {
      speaking = null
      speech?.cancel()
    },
  }
}

/** @param {SpeechSynthesisVoice[]} voices @param {string} language */
function voiceFor(voices, language) {
  const matches = (/** @type {string} */ prefix) =>
    voices.find((voice) => voice.lang.replace('_', '-').toLowerCase().startsWith(prefix))
  const wanted = language.toLowerCase()
  return matches(wanted) ?? matches(wanted.split('-')[0] ?? wanted)
}
