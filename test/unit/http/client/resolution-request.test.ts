import { describe, expect, test } from 'vitest'
import { parseResolution } from '../../../../lambda/http/client/resolution-request.ts'
import { problemOf } from '../../../support/http/problem-of.ts'

const least = { outcome: 'not-charged', by: 'Ada Lovelace' }
const charged = { ...least, outcome: 'charged', confirmationCode: 'ch_7Yx' }

const wrongFields = (body: unknown) =>
  problemOf(() => parseResolution(body)).errors?.map(({ field }) => field)

describe('what a person says of a charge', () => {
  test.each([
    least,
    charged,
    { ...charged, confirmationCode: 'CH 7Yx/42#A', by: 'José Ñandú (shift 2)' },
    { ...least, by: 'ada@example.com', note: 'Nothing under INV-1001 — asked twice, 15:00–15:20.' },
  ])('is taken: %o', (body) => {
    expect(parseResolution(body)).toEqual(body)
  })

  test.each([
    [{}, ['outcome', 'by']],
    [[], ['outcome', 'by']],
    [{ ...least, outcome: 'refunded' }, ['outcome']],
    [{ ...least, by: '' }, ['by']],
    [{ ...least, by: ' ' }, ['by']],
    [{ ...least, by: 'x'.repeat(101) }, ['by']],
    [{ ...least, by: 'Ada\nLovelace' }, ['by']],
    [{ ...least, by: '<b>Ada</b>' }, ['by']],
    [{ ...least, by: 'Ada 4111 1111 1111 1111' }, ['by']],
    [{ ...least, note: '' }, ['note']],
    [{ ...least, note: 'x'.repeat(201) }, ['note']],
    [{ ...least, note: 'one\ntwo' }, ['note']],
    [{ ...least, note: 'The card was 4111-1111-1111-1111' }, ['note']],
    [{ ...charged, confirmationCode: undefined }, ['confirmationCode']],
    [{ outcome: 'charged', by: 'Ada' }, ['confirmationCode']],
    [{ ...charged, confirmationCode: '' }, ['confirmationCode']],
    [{ ...charged, confirmationCode: ' ch' }, ['confirmationCode']],
    [{ ...charged, confirmationCode: 'x'.repeat(101) }, ['confirmationCode']],
    [{ ...charged, confirmationCode: '4111111111111111' }, ['confirmationCode']],
    [{ ...charged, outcome: 'not-charged' }, ['confirmationCode']],
    [{ ...least, resolver: 'me' }, ['resolver']],
    [{ ...least, by: null, note: 7 }, ['by', 'note']],
  ])('is refused with every wrong field: %o', (body, fields) => {
    expect(wrongFields(body)).toEqual(fields)
  })
})
