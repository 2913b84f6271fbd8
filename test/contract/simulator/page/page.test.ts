import { describe, expect, test } from 'vitest'
import { faultRows } from '../../../../local/twilio/faults/rules.ts'
import { switchRows } from '../../../../local/twilio/switches.ts'
import { type Bench, startBench } from '../bench/bench.ts'

async function textAt(bench: Bench, path: string) {
  const answer = await fetch(bench.url + path)
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    policy: answer.headers.get('content-security-policy'),
    text: await answer.text(),
  }
}

const pageOf = async (bench: Bench) => (await textAt(bench, '/simulator')).text

/** The radio buttons of the page, by name and value, and whether they are chosen. */
const radiosIn = (text: string) =>
  [...text.matchAll(/<input type="radio" name="(\w+)" value="([\w-]+)" (checked)?/g)].map(
    ([, name, value, checked]) => ({ name, value, chosen: checked !== undefined }),
  )

describe('the page of the simulator', () => {
  test('has every switch with its question, and each of its values to choose', async () => {
    const bench = await startBench()
    const text = await pageOf(bench)

    const wanted = Object.entries(switchRows).flatMap(([name, { values }]) =>
      values.map((value, index) => ({ name, value, chosen: index === 0 })),
    )
    expect(wanted.length).toBeGreaterThan(20)
    expect(radiosIn(text)).toEqual(wanted)
    const shown = text.replaceAll(/&#(\d+);/g, (_, sign) => String.fromCharCode(Number(sign)))
    for (const { question } of Object.values(switchRows)) expect(shown).toContain(question)
  })

  test('shows where the switches stand now', async () => {
    const bench = await startBench()
    await bench.send('PUT', '/switches', { cardMask: 'dashes' })

    const chosen = radiosIn(await pageOf(bench)).filter((radio) => radio.chosen)

    expect(chosen).toContainEqual({ name: 'cardMask', value: 'dashes', chosen: true })
    expect(chosen).toHaveLength(Object.keys(switchRows).length)
  })

  test('has every fault to order, and the rules in force', async () => {
    const bench = await startBench()
    await bench.send('PUT', '/faults', { rules: [{ on: 'rest', do: 'slow', times: 3 }] })

    const text = await pageOf(bench)

    for (const { does } of Object.values(faultRows)) {
      for (const what of does) expect(text).toContain(`<option>${what}</option>`)
    }
    expect(text).toContain('&#34;do&#34;:&#34;slow&#34;,&#34;times&#34;:3')
  })

  test('shows the account, and how to point a client at it', async () => {
    const bench = await startBench()
    const { accountSid, authToken, apiKeySecret } = bench.simulator.account

    const text = await pageOf(bench)

    for (const each of [accountSid, authToken, apiKeySecret]) expect(text).toContain(each)
    expect(text).toContain(`client.api.baseUrl = &#39;${bench.url}&#39;`)
  })

  test('shows calls, what was heard, what was paid and what was texted', async () => {
    const bench = await startBench()
    const callSid = await bench.call('<Say>Hello there.</Say><Pause length="600"/>')
    const payment = await bench.pay(callSid, { description: 'INV-1001' })
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    await bench.result()
    await bench.client.messages.create({ to: '+14155550123', from: '+12025550142', body: 'Ta!' })

    const text = await pageOf(bench)

    for (const each of [callSid, payment, 'Hello there.', 'INV-1001', '42.50', 'Ta!']) {
      expect(text).toContain(each)
    }
    expect(text).toContain(`data-path="/caller/calls/${callSid}/keys"`)
    await bench.send('POST', `/caller/calls/${callSid}/hangup`)
    expect(await pageOf(bench)).not.toContain(`data-path="/caller/calls/${callSid}/keys"`)
  })

  test('shows text as text, whatever an application makes the caller hear', async () => {
    const bench = await startBench()
    await bench.call('<Say>&lt;script&gt;alert("1")&lt;/script&gt; &amp; so on</Say><Pause/>')

    const text = await pageOf(bench)

    expect(text).not.toContain('<script>alert')
    expect(text).toContain('&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; so on')
  })

  test('shows the connector without its password', async () => {
    const url = 'http://127.0.0.1:1/pay'
    const connector = { url, username: 'shop', password: 'open-sesame' }
    const bench = await startBench({ connector })

    const text = await pageOf(bench)

    expect(text).toContain(`value="${url}"`)
    expect(text).not.toContain('open-sesame')
  })
})

describe('the addresses of the page', () => {
  test('are all that it needs, and nothing is loaded from elsewhere', async () => {
    const bench = await startBench()
    const { policy, status, text, type } = await textAt(bench, '/simulator')

    expect([status, type]).toEqual([200, 'text/html; charset=utf-8'])
    expect(policy).toContain(`default-src 'none'`)
    const needed = [...text.matchAll(/(?:href|src)="([^"#]+)"/g)].map(([, path = '']) => path)
    const inside = [...(await textAt(bench, '/simulator/app.js')).text.matchAll(/'\.(\/\S+\.js)'/g)]
    const paths = [...needed, ...inside.map(([, path]) => `/simulator${path}`)]
    expect(paths.length).toBeGreaterThan(6)
    for (const path of paths) {
      expect([path, (await textAt(bench, path)).status]).toEqual([path, 200])
    }
  })

  test.each([
    '/simulator/',
    '/simulator/nothing.js',
    '/simulator/jsconfig.json',
    '/simulator/%2e%2e/page.ts',
    '/simulators',
    '/nowhere',
  ])('do not include %s', async (path) => {
    const bench = await startBench()

    expect((await textAt(bench, path)).status).toBe(404)
  })

  test('take GET only', async () => {
    const bench = await startBench()

    expect(await bench.send('POST', '/simulator')).toEqual({
      status: 405,
      body: { status: 405, error: '/simulator takes GET.' },
    })
  })

  test('include / unless another page is mounted there', async () => {
    const alone = await startBench()
    expect((await textAt(alone, '/')).text).toContain('<h1>Twilio simulator</h1>')

    const mounted = await startBench({
      page: (request, response) => {
        if (request.url !== '/') return false
        response.end('the phone')
        return true
      },
    })
    expect((await textAt(mounted, '/')).text).toBe('the phone')
    expect((await textAt(mounted, '/simulator')).text).toContain('<h1>Twilio simulator</h1>')
  })
})
