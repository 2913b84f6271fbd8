import { describe, expect, onTestFinished, test } from 'vitest'
import { defaultAccount } from '../../../local/twilio/account.ts'
import { post } from '../../support/journey/post.ts'
import { startProbe, startSimulator } from '../../support/started.ts'

const none = { TWILIO_ACCOUNT_SID: '', TWILIO_API_KEY_SID: '', TWILIO_API_KEY_SECRET: '' }

/** A simulator as another process, which the probe knows as Twilio only. */
async function twilioWithACall() {
  const simulator = startSimulator({ SIMULATOR_PORT: '0' })
  onTestFinished(async () => void (await simulator.interrupted()))
  const [, url = ''] = await simulator.prints(/Twilio simulator: (http:\S+)/)
  const { callSid } = await post(`${url}/caller/calls`, { from: '+14155550123' })
  const environment = {
    TWILIO_API_BASE_URL: url,
    TWILIO_ACCOUNT_SID: defaultAccount.accountSid,
    TWILIO_API_KEY_SID: defaultAccount.apiKeySid,
    TWILIO_API_KEY_SECRET: defaultAccount.apiKeySecret,
  }
  const call = `${url}/caller/calls/${callSid}`
  return { call, callSid: String(callSid), environment }
}

describe('npm run probe', () => {
  test('tries a simulator of its own where there is no account', async () => {
    const probe = startProbe(none, '--with-keys', '--only', 'cardMask,secondSession')

    expect(await probe.ended()).toBe(0)
    expect(probe.output()).toContain('so that a simulator is probed, not Twilio')
    expect(probe.output()).toMatch(/plain: xxxxxxxxxxxx1111 +plain +as it is/)
  })

  test('tries a call in progress, and tells a program about it', async () => {
    const { callSid, environment } = await twilioWithACall()
    const only = ['--only', 'relativeStatusCallback,cardMask']

    const probe = startProbe(environment, '--call', callSid, '--json', ...only)

    expect(await probe.ended()).toBe(0)
    const [json = ''] = /^\{[\s\S]*^\}/m.exec(probe.output()) ?? []
    expect(JSON.parse(json)).toMatchObject({
      callSid,
      tried: [{ name: 'relativeStatusCallback', value: 'refused' }],
      notTried: [{ name: 'cardMask', why: 'needs --public-url and --with-keys' }],
    })
    expect(probe.output()).toContain('Status=complete is not sent')
    expect(probe.output()).not.toContain(defaultAccount.apiKeySecret)
  })

  test('cancels what it opened when it is interrupted', async () => {
    const { call, callSid, environment } = await twilioWithACall()
    const reached = ['--public-url', 'https://127.0.0.1:1/nobody', '--listen', '0', '--with-keys']
    const probe = startProbe(environment, '--call', callSid, ...reached, '--only', 'cardMask')
    await probe.prints(/Press 4( 1)+ on the phone/)
    const stateOf = async () => JSON.parse(await (await fetch(call)).text()).payment.state
    expect(await stateOf()).toBe('open')

    await probe.interrupted()

    expect(await stateOf()).toBe('closed')
    expect(probe.output()).toContain('Stopping')
  })

  test('refuses a call that is over, and wrong use, with 1', async () => {
    const { call, callSid, environment } = await twilioWithACall()
    await post(`${call}/hangup`, {})
    const late = startProbe(environment, '--call', callSid)
    const wrong = startProbe(none, '--call', callSid)

    expect([await late.ended(), await wrong.ended()]).toEqual([1, 1])
    expect(late.output()).toContain(`The call ${callSid} is completed, not in progress.`)
    expect(wrong.output()).toContain('TWILIO_ACCOUNT_SID must be')
  })

  test('is at fault when nothing could be tried', async () => {
    const probe = startProbe(none, '--simulator', '--only', 'cardMask')

    expect(await probe.ended()).toBe(1)
    expect(probe.output()).toContain('Not tried, needs --with-keys: cardMask.')
  })
})
