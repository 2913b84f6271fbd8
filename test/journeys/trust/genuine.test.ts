import twilio from 'twilio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

const voicePath = '/voice/pay?amount=42.50&currency=USD&reference=INV-9'

describe('a route that only Twilio may use', () => {
  let world: JourneyWorld
  let callSid: string

  beforeAll(async () => {
    world = await journeyWorld()
    callSid = `CA${'a'.repeat(32)}`
  })
  afterAll(() => world.stop())

  /** Signed by Twilio's own library, not by ours. */
  const sign = (path: string, parameters: Record<string, string>, token?: string) =>
    twilio.getExpectedTwilioSignature(
      token ?? world.simulator.account.authToken,
      world.gatewayUrl + path,
      parameters,
    )

  const send = (
    path: string,
    request: { parameters: Record<string, string>; signature?: string },
  ) =>
    fetch(world.gatewayUrl + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(request.signature === undefined ? {} : { 'x-twilio-signature': request.signature }),
      },
      body: new URLSearchParams(request.parameters).toString(),
    })

  const account = () => ({ AccountSid: world.simulator.account.accountSid })

  const parameters = () => ({
    ...account(),
    CallSid: callSid,
    From: '+15550199',
    ForwardedFrom: '',
  })

  test('answers what Twilio signed', async () => {
    const signature = sign(voicePath, parameters())
    const response = await send(voicePath, { parameters: parameters(), signature })

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/xml')
    expect(await response.text()).toContain('42.50 US dollars')
  })

  test('refuses an amount that was changed on the way', async () => {
    const signature = sign(voicePath, parameters())
    const cheaper = voicePath.replace('42.50', '0.50')
    expect((await send(cheaper, { parameters: parameters(), signature })).status).toBe(403)
  })

  test('S29: refuses a parameter that was changed, added or taken away', async () => {
    const signature = sign(voicePath, parameters())
    const changes = [
      { ...parameters(), CallSid: `CA${'b'.repeat(32)}` },
      { ...parameters(), Extra: '1' },
      { ...account(), CallSid: callSid, From: '+15550199' },
    ]
    for (const changed of changes) {
      expect((await send(voicePath, { parameters: changed, signature })).status).toBe(403)
    }
  })

  test.each([
    ['none', undefined],
    ['an empty one', ''],
    ['no base64', '!!!!!!!!!!!!!!!!!!!!!!!!!!!='],
    ['a short one', 'AAAA'],
    ['a long one', 'A'.repeat(4_000)],
  ])('S30: refuses %s as a signature', async (_, signature) => {
    const request = { parameters: parameters(), ...(signature === undefined ? {} : { signature }) }
    for (const path of [voicePath, '/voice/status', `/voice/ps_${'0'.repeat(26)}/turn`]) {
      const response = await send(path, request)
      expect(response.status).toBe(403)
      expect(await response.json()).toMatchObject({ status: 403 })
    }
  })

  test('refuses what names another account, or none, whoever signed it', async () => {
    for (const AccountSid of [`AC${'9'.repeat(32)}`, '', undefined]) {
      const { AccountSid: _, ...others } = parameters()
      const named = AccountSid === undefined ? others : { ...others, AccountSid }
      const request = { parameters: named, signature: sign(voicePath, named) }
      expect((await send(voicePath, request)).status).toBe(403)
    }
  })

  test('S30: refuses the signature of another account', async () => {
    const signature = sign(voicePath, parameters(), 'another token')
    expect((await send(voicePath, { parameters: parameters(), signature })).status).toBe(403)
  })

  test('S31: is not moved by headers that claim another host', async () => {
    const signature = sign(voicePath, parameters())
    const response = await fetch(world.gatewayUrl + voicePath, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature,
        'x-forwarded-host': 'evil.example',
        'x-original-url': '/elsewhere',
      },
      body: new URLSearchParams(parameters()).toString(),
    })
    expect(response.status).toBe(200)
  })

  test('S29: refuses a callback whose seal belongs to another step, even signed', async () => {
    const agent = new Agent(world)
    const caller = await Caller.calls(world, { reference: 'SEALED' })
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.hears(/card number/)
    const { sessionId } = await agent.sessionOfCall(caller.callSid)
    const forged = { ...account(), Sid: `PK${'0'.repeat(32)}`, Result: 'success' }
    const path = `/callbacks/${sessionId}/1/2/${'z'.repeat(6)}.${'A'.repeat(22)}`

    const response = await send(path, { parameters: forged, signature: sign(path, forged) })
    expect(response.status).toBe(403)
    expect(await agent.session(sessionId)).toMatchObject({ status: 'capturing' })
  })

  test("refuses one call's turn for another call's session", async () => {
    const agent = new Agent(world)
    const caller = await Caller.calls(world, { reference: 'TURN' })
    await caller.hears(/press 1/)
    const { sessionId } = await agent.sessionOfCall(caller.callSid)
    const path = `/voice/${sessionId}/turn`
    const foreign = { ...account(), CallSid: callSid, Digits: '1' }

    const response = await send(path, { parameters: foreign, signature: sign(path, foreign) })
    expect(response.status).toBe(404)
    expect(await agent.session(sessionId)).toMatchObject({ status: 'offered' })
  })

  test.each([
    ['amount', voicePath.replace('42.50', '42,50')],
    ['currency', voicePath.replace('USD', 'US')],
    ['reference', voicePath.replace('INV-9', '')],
    ['tip', `${voicePath}&tip=5`],
  ])('names a wrong %s to whoever set up the number', async (field, path) => {
    const response = await send(path, {
      parameters: parameters(),
      signature: sign(path, parameters()),
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ field: `query.${field}` }] })
  })
})
