/** The two tones of each key, in hertz: ITU-T Q.23. @type {Record<string, [number, number]>} */
const pairs = {
  1: [697, 1209],
  2: [697, 1336],
  3: [697, 1477],
  4: [770, 1209],
  5: [770, 1336],
  6: [770, 1477],
  7: [852, 1209],
  8: [852, 1336],
  9: [852, 1477],
  '*': [941, 1209],
  0: [941, 1336],
  '#': [941, 1477],
}

/** Long enough to be heard as a key, short enough for fast typing. */
const toneSeconds = 0.14
/** Two tones at once, quiet beside the voice. */
const loudness = 0.06
/** A tone that starts or ends at once clicks. */
const fadeSeconds = 0.008

export function createTones() {
  /** Browsers allow sound only after a key was pressed, so it is made then.
   * @type {AudioContext | null} */
  let audio = null

  /** @param {string} key */
  return function playTone(key) {
    const pair = pairs[key]
    if (pair === undefined || !('AudioContext' in window)) return
    audio ??= new AudioContext()
    if (audio.state === 'suspended') void audio.resume()
    const start = audio.currentTime
    const end = start + toneSeconds

    const volume = audio.createGain()
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(loudness, start + fadeSeconds)
    volume.gain.setValueAtTime(loudness, end - fadeSeconds)
    volume.gain.linearRampToValueAtTime(0, end)
    volume.connect(audio.destination)

    for (const hertz of pair) {
      const tone = audio.createOscillator()
      tone.frequency.value = hertz
      tone.connect(volume)
      tone.start(start)
      tone.stop(end)
    }
  }
}
