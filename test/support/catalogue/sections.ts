import { useOf } from './callback-fields.ts'
import { chosenBy } from './parameters.ts'
import * as twilio from './twilio.ts'
import { afterPayErrorCode, afterResult } from './words.ts'

/** One part of what Twilio documents, and the test that goes through all of it. */
export interface CatalogueSection {
  readonly title: string
  readonly values: readonly string[]
  /** What becomes of each, where that can be said in a few words. */
  readonly becomes?: (value: string) => string
  readonly test: {
    readonly file: string
    /** The list that the test goes through, as it is called there. */
    readonly each: string
    readonly name: string
  }
}

const folder = 'test/unit/catalogue'

const textOf = (rows: Readonly<Record<string, string>>) => (value: string) => rows[value] ?? ''

const mapped = <Row>(rows: Readonly<Record<string, Row>>, say: (row: Row) => string) =>
  textOf(Object.fromEntries(Object.entries(rows).map(([value, row]) => [value, say(row)])))

export const catalogue: readonly CatalogueSection[] = [
  {
    title: 'Parameters of createPayments',
    values: twilio.createParameters,
    becomes: mapped(chosenBy, (row) => ('never' in row ? row.never : 'chosen by the client')),
    test: {
      file: `${folder}/parameters.test.ts`,
      each: 'createParameters',
      name: '%s is chosen by a client, or is ours alone',
    },
  },
  {
    title: 'Values of these parameters',
    values: Object.entries(twilio.parameterValues).flatMap(([parameter, values]) =>
      values.map((value) => `${parameter}=${value}`),
    ),
    test: {
      file: `${folder}/parameters.test.ts`,
      each: 'valuesOf',
      name: '$parameter=$value reaches Twilio',
    },
  },
  {
    title: 'Parameters of updatePayments',
    values: twilio.updateParameters,
    test: {
      file: `${folder}/updates.test.ts`,
      each: 'updateParameters',
      name: '%s is sent where it belongs',
    },
  },
  {
    title: 'Values of Capture',
    values: twilio.captures,
    test: {
      file: `${folder}/updates.test.ts`,
      each: 'captures',
      name: '%s is asked for by a client',
    },
  },
  {
    title: 'Values of Status',
    values: twilio.statuses,
    test: { file: `${folder}/updates.test.ts`, each: 'statuses', name: '%s is sent alone' },
  },
  {
    title: 'Fields of a callback',
    values: twilio.callbackFields,
    becomes: mapped(useOf, (row) => ('unread' in row ? row.unread : row.use)),
    test: {
      file: `${folder}/callbacks.test.ts`,
      each: 'callbackFields',
      name: '%s does what is said of it, and no more',
    },
  },
  {
    title: 'Values of ErrorType',
    values: twilio.errorTypes,
    test: {
      file: `${folder}/callbacks.test.ts`,
      each: 'errorTypes',
      name: '%s is told, and what follows from it is done',
    },
  },
  {
    title: 'Values of Result, when a charge is out',
    values: twilio.results,
    becomes: mapped(afterResult, ({ money, because }) => `${money}: ${because}`),
    test: {
      file: `${folder}/callbacks.test.ts`,
      each: 'results',
      name: '%s of a charge is told as what it proves',
    },
  },
  {
    title: 'Error codes of an answer',
    values: [...twilio.generalErrorCodes, ...twilio.payErrorCodes].map(String),
    test: {
      file: `${folder}/codes.test.ts`,
      each: '[...generalErrorCodes, ...payErrorCodes]',
      name: '%i reaches the client, with what to do about it',
    },
  },
  {
    title: 'Error codes of a callback (PayErrorCode)',
    values: twilio.payErrorCodes.map(String),
    becomes: mapped(afterPayErrorCode, (truth) => truth),
    test: {
      file: `${folder}/codes.test.ts`,
      each: 'payErrorCodes',
      name: '%i decides about the money, and is told',
    },
  },
]
