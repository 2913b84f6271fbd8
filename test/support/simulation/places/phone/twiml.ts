import { parseSessionId, type SessionId } from '../../../../../lambda/domain/values/ids.ts'
import type { Turn } from '../../../../../lambda/voice/turn.ts'

/** What a call is to do, as far as it matters here. */
export interface Document {
  /** All that it says; empty for silence. */
  readonly words: string
  readonly menu: Menu | null
  readonly pauseMs: number
  /** Where it goes on at the end, or after a menu without an answer. */
  readonly next: Next
}

interface Menu {
  readonly timeoutMs: number
  readonly silenceActs: boolean
  readonly action: Next
}

/** The address of a turn, one that is somebody else's, or none at all. */
export type Next =
  | { readonly to: 'turn'; readonly sessionId: SessionId; readonly turn: Turn }
  | { readonly to: 'elsewhere' | 'nowhere' }

const say = /<Say[^>]*>([^<]*)<\/Say>/g
const gather = /<Gather [^>]*timeout="(\d+)" actionOnEmptyResult="(\w+)"[^>]*action="([^"]*)">/
const pause = /<Pause length="(\d+)"\/>/
const redirect = /<Redirect[^>]*>([^<]*)<\/Redirect>/
const turnPath = /\/voice\/(ps_\w+)\/turn\?key=([^&]*)&amp;silences=(\d+)&amp;quiet=(\d+)/

/** The same is said again and again, over all schedules: a few thousand documents. */
const known = new Map<string, Document>()
const KNOWN_MAX = 20_000

export function documentIn(twiml: string): Document {
  const before = known.get(twiml)
  if (before !== undefined) return before
  const document = parsed(twiml)
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(twiml, document)
  return document
}

function parsed(twiml: string): Document {
  const words = [...twiml.matchAll(say)].map(([, text]) => text).join(' ')
  const menu = gather.exec(twiml)
  const behindMenu = menu === null ? twiml : twiml.slice(twiml.indexOf('</Gather>'))
  return {
    words,
    menu: menu === null ? null : menuIn(menu),
    pauseMs: Number(pause.exec(twiml)?.[1] ?? 0) * 1_000,
    next: nextIn(redirect.exec(behindMenu)?.[1] ?? ''),
  }
}

const menuIn = ([, timeoutSeconds, silenceActs, action = '']: RegExpExecArray): Menu => ({
  timeoutMs: Number(timeoutSeconds) * 1_000,
  silenceActs: silenceActs === 'true',
  action: nextIn(action),
})

function nextIn(url: string): Next {
  const [, id = '', key = '', silences, quiet] = turnPath.exec(url) ?? []
  const sessionId = parseSessionId(id)
  if (sessionId === null) return { to: url === '' ? 'nowhere' : 'elsewhere' }
  const turn = { key, silences: Number(silences), quietSeconds: Number(quiet) }
  return { to: 'turn', sessionId, turn }
}
