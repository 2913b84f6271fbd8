/** English is spoken at about 160 words a minute, which is some 60 ms for each character. */
const msPerCharacter = 60
/** Nobody knows how long a recording is without playing it; prompts are about this long. */
const recordingMs = 3_000

export function speechMs(text: string): number {
  return text.length * msPerCharacter
}

export function playMs(): number {
  return recordingMs
}

/** BCP 47 for sound that is not speech. */
export const noLanguage = 'zxx'

/** What a caller hears when the application cannot be reached or its TwiML not be read. */
export const applicationError = {
  text: 'We are sorry. An application error has occurred. Goodbye.',
  language: 'en-US',
} as const
