import { childOf, type Place } from '../syntax.ts'
import { type Change, replace, sourceOf } from './change.ts'

const otherMethods: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
  ['floor', 'ceil'],
  ['ceil', 'floor'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['padStart', 'padEnd'],
  ['padEnd', 'padStart'],
])

/** Methods that give the same kind of thing as they were called on. */
const steps = new Set([
  ...['filter', 'sort', 'reverse', 'slice'],
  ...['trim', 'toLowerCase', 'toUpperCase'],
  ...['catch', 'finally'],
])

export function otherMethod({ node, text }: Place): readonly Change[] {
  const callee = childOf(node, 'callee')
  const method = callee === null ? null : childOf(callee, 'property')
  const on = callee === null ? null : childOf(callee, 'object')
  if (method === null || on === null) return []
  const name = sourceOf(text, method)
  const other = otherMethods.get(name)
  return [
    ...(other === undefined ? [] : [replace(method, other)]),
    ...(steps.has(name) ? [replace(node, sourceOf(text, on))] : []),
  ]
}

export function withoutMark({ node, text }: Place): readonly Change[] {
  const object = childOf(node, 'object') ?? childOf(node, 'callee')
  if (node['optional'] !== true || object === null) return []
  const rest = text.slice(object.end, node.end).replace(/^\?\.(?=\[|\()|^\?(?=\.)/, '')
  return [replace(node, sourceOf(text, object) + rest)]
}
