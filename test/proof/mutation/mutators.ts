import { otherMethod, withoutMark } from './mutators/calls.ts'
import { keepOnly, type Mutator, replace } from './mutators/change.ts'
import { withoutElement, withoutMember } from './mutators/lists.ts'
import { otherNumber } from './mutators/numbers.ts'
import {
  always,
  arithmetic,
  comparisons,
  otherAssignment,
  otherOperators,
  turnedOver,
  unsigned,
} from './mutators/operators.ts'
import { otherPattern } from './mutators/patterns.ts'
import { without } from './mutators/statements.ts'
import { otherWord } from './mutators/words.ts'
import { childOf } from './syntax.ts'

/** What is done to a source, a row each; a new kind of mistake is a new row. */
export const mutators: readonly Mutator[] = [
  { name: 'condition', of: ['IfStatement'], changes: always('true', 'false') },
  { name: 'loop', of: ['WhileStatement', 'ForStatement'], changes: always('false') },
  {
    name: 'choice',
    of: ['ConditionalExpression'],
    changes: keepOnly('consequent', 'alternate'),
  },
  { name: 'part', of: ['LogicalExpression'], changes: keepOnly('left', 'right') },
  { name: 'boundary', of: ['BinaryExpression'], changes: otherOperators(comparisons) },
  { name: 'equality', of: ['BinaryExpression'], changes: turnedOver },
  { name: 'arithmetic', of: ['BinaryExpression'], changes: otherOperators(arithmetic) },
  {
    name: 'assignment',
    of: ['AssignmentExpression', 'UpdateExpression'],
    changes: otherAssignment,
  },
  { name: 'sign', of: ['UnaryExpression'], changes: unsigned },
  { name: 'literal', of: ['Literal'], changes: otherWord },
  { name: 'number', of: ['Literal'], changes: otherNumber },
  { name: 'pattern', of: ['Literal'], changes: otherPattern },
  { name: 'text', of: ['TemplateLiteral'], changes: ({ node }) => [replace(node, "''")] },
  { name: 'element', of: ['ArrayExpression'], changes: withoutElement },
  { name: 'member', of: ['ObjectExpression'], changes: withoutMember },
  { name: 'optional', of: ['MemberExpression', 'CallExpression'], changes: withoutMark },
  { name: 'method', of: ['CallExpression'], changes: otherMethod },
  {
    name: 'statement',
    of: [
      'ExpressionStatement',
      'ReturnStatement',
      'ThrowStatement',
      'ForOfStatement',
      'ContinueStatement',
      'BreakStatement',
    ],
    changes: without,
  },
  {
    name: 'answer',
    of: ['ArrowFunctionExpression'],
    changes: ({ node }) => {
      const body = childOf(node, 'body')
      return body?.type === 'CallExpression' ? [replace(body, 'undefined')] : []
    },
  },
]
