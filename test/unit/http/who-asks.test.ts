import { describe, expect, test } from 'vitest'
import { aGatewayEvent } from '../../support/http/a-gateway-event.ts'
import { asked, doors } from '../../support/http/doors.ts'
import { memoryStores } from '../../support/memory/stores.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const session = sessionIn('collecting', { mode: 'assisted' })

/** As API Gateway tells of a client that it has let in. */
const by = (authorizer: object) => ({
  requestContext: Object.assign({}, aGatewayEvent().requestContext, { authorizer }),
})
const ofRole = (role: string, container: string, account = '111122223333') =>
  by({ iam: { userArn: `arn:aws:sts::${account}:assumed-role/${role}/${container}` } })
const ofUser = (user: string) => by({ iam: { userArn: `arn:aws:iam::111122223333:user/${user}` } })
const ofToken = (sub: string) => by({ jwt: { claims: { sub } } })

/** A capture asked for by one, and with the same key by another: how often Twilio was asked. */
async function asksOfTwilio(one: object, another: object) {
  const stores = memoryStores()
  await stores.sessions.insert(session)
  const { fake, open } = doors({ stores })
  const capture = asked('key-1', { sessionId: session.id, body: { field: 'security-code' } })
  const answers = [
    await open('request-capture', { ...capture, ...one }),
    await open('request-capture', { ...capture, ...another }),
  ]
  return { sends: fake.sent.length, isSame: answers[0]?.body === answers[1]?.body }
}

describe('I9: a key that comes again', () => {
  test.each([
    ['another container of the same role', ofRole('Agents', 'pod-a'), ofRole('Agents', 'pod-b')],
    ['the same user', ofUser('ada'), ofUser('ada')],
    ['the same token', ofToken('ada'), ofToken('ada')],
  ])('from %s is the same request', async (_, one, another) => {
    expect(await asksOfTwilio(one, another)).toEqual({ sends: 1, isSame: true })
  })

  test.each([
    ['another role', ofRole('Agents', 'pod'), ofRole('Robots', 'pod')],
    ['its namesake', ofRole('Agents', 'pod'), ofRole('Agents', 'pod', '444455556666')],
    ['another user', ofUser('ada'), ofUser('grace')],
    ['another user in a folder of users', ofUser('team/ada'), ofUser('team/grace')],
    ['another token', ofToken('ada'), ofToken('grace')],
    ['nobody that is known', ofToken('ada'), {}],
  ])('from %s is another request', async (_, one, another) => {
    expect(await asksOfTwilio(one, another)).toMatchObject({ sends: 2 })
  })
})

test.each([
  ['user', ofUser('ada'), 'arn:aws:iam::111122223333:user/ada'],
  ['session of a role', ofRole('Ops', 'ada'), 'arn:aws:sts::111122223333:assumed-role/Ops/ada'],
  ['token', ofToken('ada'), 'ada'],
  ['authorizer of another kind', by({ lambda: { name: 'ada' } }), 'anonymous'],
  ['lack of one', {}, 'anonymous'],
])('who resolves a charge is kept as the %s says', async (_, one, principal) => {
  const unresolved = sessionIn('unresolved')
  const stores = memoryStores()
  await stores.sessions.insert(unresolved)
  const body = { outcome: 'not-charged', by: 'Ada Lovelace' }

  const request = asked('key-1', { sessionId: unresolved.id, body })
  await doors({ stores }).open('resolve-session', { ...request, ...one })

  const stored = await stores.sessions.load(unresolved.id)
  expect(stored?.session.resolution).toMatchObject({ by: 'person', principal })
})
