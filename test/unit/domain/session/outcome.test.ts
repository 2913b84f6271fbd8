import { expect, test } from 'vitest'
import { isLatest } from '../../../../lambda/domain/session/outcome.ts'
import { NOON } from '../../../support/a-session.ts'

test('the last ending is the one that the session stands as, whatever their statuses', () => {
  const statuses = ['failed', 'unresolved', 'failed'] as const
  const endings = statuses.map((status, before) => ({ number: before + 1, status, at: NOON }))
  const latest = (outcomes?: number) =>
    endings.filter((ending) => isLatest(ending, outcomes === undefined ? {} : { outcomes }))

  expect(latest(3)).toEqual([{ number: 3, status: 'failed', at: NOON }])
  expect(latest(1)).toEqual([{ number: 1, status: 'failed', at: NOON }])
  expect(latest()).toEqual([])
})
