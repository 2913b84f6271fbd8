import { describe, expect, test } from 'vitest'
import { startBench } from '../bench/bench.ts'

const apology = 'We are sorry. An application error has occurred. Goodbye.'

const secondsOf = (heard: readonly { at: string; text: string }[]) =>
  heard.map(({ at, text }) => [Number(at.slice(17, 23)), text])

describe('a TwiML document', () => {
  test('is played verb by verb, speech taking its time', async () => {
    const bench = await startBench()
    // 50 characters are three seconds.
    const callSid = await bench.call(
      `<Say>${'a'.repeat(50)}</Say><Pause length="2"/><Say language="fr-FR">Fin.</Say>`,
    )

    await bench.until(() => bench.callOf(callSid).status === 'completed')

    const { heard } = bench.callOf(callSid)
    expect(secondsOf(heard)).toEqual([
      [0.05, 'a'.repeat(50)],
      [5.05, 'Fin.'],
    ])
    expect(heard[1]?.language).toBe('fr-FR')
  })

  test('says the words within SSML and entities, not the marks', async () => {
    const bench = await startBench()
    const callSid = await bench.call(
      '<Say>Fish &amp; chips,<break time="1s"/> <say-as interpret-as="currency">$5</say-as></Say>',
    )

    expect(bench.heard(callSid)).toEqual(['Fish & chips, $5'])
  })

  test('follows a redirect, relative to where it came from', async () => {
    const bench = await startBench()
    bench.application.twiml('/next', '<Say>Next.</Say><Pause/>')

    const callSid = await bench.call('<Redirect>/next?a=1</Redirect>')
    await bench.until(() => bench.heard(callSid).length > 0)

    expect(bench.heard(callSid)).toEqual(['Next.'])
    const second = bench.application.received[1]
    expect(second).toMatchObject({ path: '/next?a=1', parameters: { CallStatus: 'in-progress' } })
  })

  test('plays, dials, waits in a queue, rejects and hangs up', async () => {
    const bench = await startBench()
    const heardOf = async (inner: string) => {
      const callSid = await bench.call(inner)
      await bench.pass(10_000)
      return [bench.heard(callSid), bench.callOf(callSid).status]
    }

    expect(await heardOf('<Play>https://example.com/a.mp3</Play>')).toEqual([
      ['(plays https://example.com/a.mp3)'],
      'completed',
    ])
    expect(await heardOf('<Dial>+14155550199</Dial>')).toEqual([
      ['…dialling +14155550199…'],
      'completed',
    ])
    expect(await heardOf('<Enqueue>agents</Enqueue>')).toEqual([
      ['…waiting in the queue agents…'],
      'in-progress',
    ])
    expect(await heardOf('<Reject/>')).toEqual([[], 'completed'])
    expect(await heardOf('<Say loop="2">Hi.</Say><Hangup/><Say>Never.</Say>')).toEqual([
      ['Hi.', 'Hi.'],
      'completed',
    ])
  })

  test.each([
    ['an error status', { status: 500, body: '<Response/>' }],
    ['no answer body', {}],
    ['text that is no XML', { body: 'hello' }],
    ['XML that is cut off', { body: '<Response><Say>Hi' }],
    ['XML that is no TwiML', { body: '<html></html>' }],
    ['TwiML said to be JSON', { type: 'application/json', body: '<Response/>' }],
    [
      'a relative redirect to nowhere',
      { body: '<Response><Redirect>http://</Redirect></Response>' },
    ],
  ])('that is %s is heard as an apology, and the call ends', async (_, answer) => {
    const bench = await startBench()
    bench.application.answerWith('/broken', () => answer)

    const placed = await bench.send('POST', '/caller/calls', {
      from: '+14155550123',
      voiceUrl: `${bench.application.url}/broken`,
    })
    const callSid = String(placed.body.callSid)
    await bench.until(() => bench.callOf(callSid).status === 'completed')

    expect(bench.heard(callSid)).toEqual([apology])
  })

  test('given inline cannot name relative addresses', async () => {
    const bench = await startBench()
    const callSid = await bench.call()

    const twiml = '<Response><Redirect>/next</Redirect></Response>'
    await bench.client.calls(callSid).update({ twiml })

    expect(bench.heard(callSid)).toEqual([apology])
  })
})

describe('an update of the call', () => {
  test('replaces what is being said at once', async () => {
    const bench = await startBench()
    const callSid = await bench.call(`<Say>${'a'.repeat(1_000)}</Say><Say>Old.</Say>`)

    const twiml = '<Response><Say>New.</Say><Pause length="100"/></Response>'
    await bench.client.calls(callSid).update({ twiml })
    await bench.pass(90_000)

    expect(bench.heard(callSid)).toEqual(['a'.repeat(1_000), 'New.'])
  })

  test('with an address fetches the document there', async () => {
    const bench = await startBench()
    bench.application.twiml('/elsewhere', '<Say>Elsewhere.</Say><Pause/>')
    const callSid = await bench.call()

    await bench.client.calls(callSid).update({ url: `${bench.application.url}/elsewhere` })
    await bench.pass(100)

    expect(bench.heard(callSid)).toEqual(['Elsewhere.'])
  })

  test('makes the late answer of the replaced document count for nothing', async () => {
    const bench = await startBench()
    const twiml = '<Response><Say>New.</Say><Pause length="100"/></Response>'
    bench.application.answerWith('/late', async ({ parameters }) => {
      await bench.client.calls(parameters['CallSid'] ?? '').update({ twiml })
      return { body: '<Response><Say>Old.</Say></Response>' }
    })
    const callSid = await bench.call('<Redirect>/late</Redirect>')

    await bench.pass(10_000)

    expect(bench.heard(callSid)).toEqual(['New.'])
  })
})

describe('the first voice webhook', () => {
  test('comes from a ringing call, which cannot pay yet', async () => {
    const bench = await startBench()
    let refused: unknown
    bench.application.answerWith('/ringing', async ({ parameters }) => {
      refused = await bench.pay(parameters['CallSid'] ?? '').catch((error: unknown) => error)
      return { body: '<Response><Pause length="60"/></Response>' }
    })

    const placed = await bench.send('POST', '/caller/calls', {
      from: '+14155550123',
      voiceUrl: `${bench.application.url}/ringing`,
    })
    await bench.pass(100)

    expect(bench.application.received[0]?.parameters).toMatchObject({
      CallStatus: 'ringing',
      CallSid: placed.body.callSid,
      Direction: 'inbound',
      ApiVersion: '2010-04-01',
      From: '+14155550123',
      To: '+12025550142',
    })
    expect(refused).toMatchObject({ code: 21220, status: 400 })
    expect(await bench.pay(String(placed.body.callSid))).toMatch(/^PK/)
  })
})
