import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Prompt, Verb } from './document.ts'
import { decoded, hasOnlyKnownEntities } from './entities.ts'

/** A node of the parser's ordered output. */
type XmlNode = Readonly<Record<string, unknown>>

const attributesKey = ':@'
const textKey = '#text'
const cdataKey = '#cdata'
/** Twilio's stand-in for "for ever"; it hangs up long before that. */
const loopForever = 1_000

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: cdataKey,
})

/** The document's verbs, or `undefined` when this is no TwiML. */
export function parseTwiml(source: string): readonly Verb[] | undefined {
  const text = source.trim()
  if (XMLValidator.validate(text) !== true || !hasOnlyKnownEntities(text)) return undefined
  const [response, ...more] = (parser.parse(text) as XmlNode[]).filter(isElement)
  if (response === undefined || nameOf(response) !== 'Response') return undefined
  if (more.length > 0) return undefined
  return childrenOf(response).filter(isElement).map(verbOf)
}

function verbOf(node: XmlNode): Verb {
  const name = nameOf(node)
  const attributes = attributesOf(node)
  switch (name) {
    case 'Say':
    case 'Play':
    case 'Pause':
      return promptOf(node)
    case 'Gather':
      return {
        kind: 'gather',
        action: attributes['action'] ?? '',
        method: methodOf(attributes),
        numDigits: positive(attributes['numDigits'], Number.POSITIVE_INFINITY),
        timeoutMs: seconds(attributes['timeout'], 5),
        finishOnKey: attributes['finishOnKey'] ?? '#',
        actionOnEmptyResult: attributes['actionOnEmptyResult'] === 'true',
        prompts: childrenOf(node).filter(isPrompt).map(promptOf),
      }
    case 'Redirect':
      return { kind: 'redirect', url: textOf(node).trim(), method: methodOf(attributes) }
    case 'Dial':
      return { kind: 'dial', target: textOf(node).trim() }
    case 'Enqueue':
      return { kind: 'enqueue', queue: textOf(node).trim() }
    case 'Hangup':
      return { kind: 'hangup' }
    case 'Reject':
      return { kind: 'reject' }
    default:
      return { kind: 'unknown', name }
  }
}

function promptOf(node: XmlNode): Prompt {
  const attributes = attributesOf(node)
  const loop = attributes['loop'] === '0' ? loopForever : positive(attributes['loop'], 1)
  switch (nameOf(node)) {
    case 'Say':
      return {
        kind: 'say',
        text: textOf(node).replaceAll(/\s+/g, ' ').trim(),
        language: attributes['language'] ?? 'en-US',
        loop,
      }
    case 'Play':
      return { kind: 'play', url: textOf(node).trim(), loop }
    default:
      return { kind: 'pause', lengthMs: seconds(attributes['length'], 1) }
  }
}

function nameOf(node: XmlNode): string {
  return Object.keys(node).find((key) => key !== attributesKey) ?? ''
}

function isElement(node: XmlNode): boolean {
  return !/^[#?]/.test(nameOf(node))
}

function isPrompt(node: XmlNode): boolean {
  return ['Say', 'Play', 'Pause'].includes(nameOf(node))
}

function childrenOf(node: XmlNode): readonly XmlNode[] {
  return node[nameOf(node)] as XmlNode[]
}

function attributesOf(node: XmlNode): Readonly<Record<string, string>> {
  const attributes = (node[attributesKey] ?? {}) as Record<string, string>
  return Object.fromEntries(Object.entries(attributes).map(([name, v]) => [name, decoded(v)]))
}

/** All text below a node: SSML inside `<Say>` shapes the sound, not the words. */
function textOf(node: XmlNode): string {
  const text = node[textKey]
  if (text !== undefined) return decoded(String(text))
  if (nameOf(node) === cdataKey) return childrenOf(node).map(rawTextOf).join('')
  return childrenOf(node)
    .map((child) => (nameOf(child) === 'break' ? ' ' : textOf(child)))
    .join('')
}

function rawTextOf(node: XmlNode): string {
  return String(node[textKey] ?? '')
}

function methodOf(attributes: Readonly<Record<string, string>>): 'GET' | 'POST' {
  return attributes['method']?.toUpperCase() === 'GET' ? 'GET' : 'POST'
}

function positive(text: string | undefined, otherwise: number): number {
  const value = Number(text)
  return Number.isInteger(value) && value > 0 ? value : otherwise
}

function seconds(text: string | undefined, otherwise: number): number {
  const value = Number(text ?? otherwise)
  return (Number.isFinite(value) && value >= 0 ? value : otherwise) * 1_000
}
