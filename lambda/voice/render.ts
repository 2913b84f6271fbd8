import { type Prompt, promptKeyOf, promptOf } from '../domain/guide/prompt.ts'
import { betweenKeysSeconds } from '../domain/payment/between-keys.ts'
import { isTerminal, type Session, type Terms } from '../domain/session/session.ts'
import { afterwards, resultOf, resultOfNone } from './afterwards.ts'
import type { LocalePack } from './locale-pack.ts'
import { localePackOf } from './locales/index.ts'
import { firstTurn, SILENCES_MAX, type Turn, turnUrl } from './turn.ts'
import * as twiml from './twiml.ts'
import { wordsFor } from './words.ts'

export interface Rendering {
  readonly voice: { readonly delivery: 'push' | 'poll'; readonly publicBaseUrl: string }
  /** The turn that asks; left out when the words are pushed on the call. */
  readonly turn?: Turn
  /** The caller pressed a key that was not offered. */
  readonly misunderstood?: boolean
  /** Keys of an entry are arriving: this was no silence, and nothing is said. */
  readonly keying?: boolean
}

/** Time to find the card and press the first key. People take up to 20 s to fetch a card. */
const FIRST_KEY_WITHIN_SECONDS = 20

/** Time to press a key at a menu, after the last word. */
const MENU_KEY_WITHIN_SECONDS = 8

/**
 * Longer than an entry takes; the callback comes before. Half a minute of keys, and twice the
 * longest pause between them that Twilio was told to wait for.
 */
const keyingWithinSeconds = ({ terms }: Session): number =>
  30 + 2 * betweenKeysSeconds(terms.options)

/** How often a polling call comes back: more often costs requests, less often is felt. */
const POLL_EVERY_SECONDS = 2

/** Opening a payment takes a second; the word is repeated only if something went wrong. */
const OPENING_WORD_EVERY_SECONDS = 6

/** Until the caller is told again that we are waiting for the bank. */
const CHARGING_WORD_EVERY_SECONDS = 12

/**
 * What the call should do now. Always renders the present state, so that a lost push, a repeated
 * turn or a late answer can never say something that is no longer true.
 */
export function renderSession(session: Session, rendering: Rendering): string {
  const prompt = promptOf(session)
  const scene: Scene = {
    session,
    prompt,
    pack: localePackOf(session.terms.language),
    ...rendering,
    turn: turnFor(session, rendering.turn ?? firstTurn),
  }
  if (isTerminal(session)) return twiml.response(...ending(scene))
  return prompt.id === 'offer' ? twiml.response(...offer(scene)) : twiml.response(...waiting(scene))
}

/** Silence, while the caller is keying. */
export function renderHush(session: Session, { voice }: Rendering): string {
  const { publicBaseUrl } = voice
  const turn = { silences: 0, quietSeconds: 0 }
  return twiml.response(
    twiml.pause(keyingWithinSeconds(session)),
    twiml.redirect(turnUrl(session, { publicBaseUrl, turn })),
  )
}

/** For a caller whose payment is not started: no session comes of it, and no turn. */
export function renderNotStarted(terms: Pick<Terms, 'language' | 'returnUrl'>): string {
  const { language, returnUrl } = terms
  const pack = localePackOf(language)
  const words = twiml.say(pack.notStarted, pack.language)
  return twiml.response(words, ...afterwards({ returnUrl, result: resultOfNone, pack }))
}

interface Scene extends Rendering {
  readonly session: Session
  readonly prompt: Prompt
  readonly pack: LocalePack
  readonly turn: Turn
}

/** What was counted for another prompt does not count for this one. */
const turnFor = (session: Session, turn: Turn): Turn =>
  turn.key === promptKeyOf(session) ? turn : firstTurn

const spoken = (scene: Scene): string =>
  twiml.say(wordsFor({ ...scene, silences: scene.turn.silences }), scene.pack.language)

const nextTurn = ({ session, voice }: Scene, turn: Omit<Turn, 'key'>): string =>
  turnUrl(session, { publicBaseUrl: voice.publicBaseUrl, turn })

function offer(scene: Scene): readonly string[] {
  // Said outside the menu, where keys are not heard: whoever keys a whole card number too early
  // does not choose anything with the rest of its digits.
  const before = scene.misunderstood ? [twiml.say(scene.pack.notOffered, scene.pack.language)] : []
  const menu = twiml.gatherKey({
    action: nextTurn(scene, { silences: scene.turn.silences + 1, quietSeconds: 0 }),
    timeoutSeconds: MENU_KEY_WITHIN_SECONDS,
    silenceActs: true,
    prompt: spoken(scene),
  })
  return [...before, menu]
}

/** Says the prompt, waits, and comes back; when polling, comes back sooner and says it once. */
function waiting(scene: Scene): readonly string[] {
  const { quietSeconds } = scene.turn
  const silences = scene.keying ? 0 : scene.turn.silences
  const waitSeconds = waitSecondsOf(scene.prompt)
  const isSilent = quietSeconds > 0 || scene.keying === true || scene.prompt.id === 'confirming'
  const words = isSilent ? [] : [spoken(scene)]
  const stepSeconds =
    scene.voice.delivery === 'poll' ? Math.min(POLL_EVERY_SECONDS, waitSeconds) : waitSeconds
  const passedSeconds = quietSeconds + stepSeconds
  const next =
    passedSeconds >= waitSeconds
      ? { silences: silences + 1, quietSeconds: 0 }
      : { silences, quietSeconds: passedSeconds }
  return [...words, twiml.pause(stepSeconds), twiml.redirect(nextTurn(scene, next))]
}

function waitSecondsOf(prompt: Prompt): number {
  if (prompt.id === 'ask') return FIRST_KEY_WITHIN_SECONDS
  return prompt.id === 'charging' ? CHARGING_WORD_EVERY_SECONDS : OPENING_WORD_EVERY_SECONDS
}

function ending(scene: Scene): readonly string[] {
  const { prompt, session, turn, pack } = scene
  if (prompt.id === 'failed' && prompt.reason === 'caller-hung-up') return [twiml.hangup()]
  const words = spoken(scene)
  const { returnUrl } = session.terms
  const onwards = afterwards({ returnUrl, result: resultOf(session), pack })
  if (prompt.id !== 'paid' || turn.silences >= SILENCES_MAX) {
    return [words, ...onwards]
  }
  const again = twiml.gatherKey({
    action: nextTurn(scene, { silences: turn.silences + 1, quietSeconds: 0 }),
    timeoutSeconds: MENU_KEY_WITHIN_SECONDS,
    silenceActs: false,
    prompt: words,
  })
  return [again, ...onwards]
}
