import { describe, expect, test } from 'vitest'
import { aCallSid, aSession } from '../../support/a-session.ts'
import { type Answer, accountSid, adaptersAt, answering, aTwilio } from './a-twilio.ts'

const resetting: Answer = (_response, { socket }) => void socket.resetAndDestroy()

const inStatus = (status: string) => answering(200, JSON.stringify({ sid: aCallSid(), status }))

describe('the status of a call', () => {
  test.each([
    { answer: inStatus('in-progress'), what: 'in progress', status: 'in-progress' },
    { answer: inStatus('ringing'), what: 'still ringing', status: 'in-progress' },
    { answer: inStatus('completed'), what: 'completed', status: 'over' },
    { answer: inStatus('canceled'), what: 'cancelled', status: 'over' },
    { answer: inStatus('no-answer'), what: 'not answered', status: 'over' },
    { answer: inStatus('busy'), what: 'busy', status: 'over' },
    { answer: inStatus('failed'), what: 'failed', status: 'over' },
    { answer: answering(404, '{"code":20404}'), what: 'unknown to Twilio', status: 'over' },
    { answer: answering(401, '{"code":20003}'), what: 'not ours to see', status: 'unknown' },
    { answer: answering(429, '{}'), what: 'too much to ask', status: 'unknown' },
    { answer: answering(500, '{}'), what: 'an error', status: 'unknown' },
    { answer: answering(200, '<html/>'), what: 'garbage', status: 'unknown' },
    { answer: answering(200, '{}'), what: 'left out', status: 'unknown' },
    { answer: resetting, what: 'cut off', status: 'unknown' },
  ])('that is $what is $status', async ({ answer, status }) => {
    const { calls } = await aTwilio(answer)

    expect(await calls.status(aSession())).toBe(status)
  })

  test('is not known when nobody listens there', async () => {
    const { calls } = adaptersAt('http://127.0.0.1:1')

    expect(await calls.status(aSession())).toBe('unknown')
  })
})

describe('words for a call', () => {
  const twiml = '<?xml version="1.0"?><Response><Say>Größe &amp; mehr</Say></Response>'

  test('replace what the call is doing', async () => {
    const { calls, heard } = await aTwilio(inStatus('in-progress'))

    const isSaid = await calls.say(aSession(), twiml)

    expect(isSaid).toBe(true)
    expect(heard[0]).toMatchObject({
      method: 'POST',
      path: `/2010-04-01/Accounts/${accountSid}/Calls/${aCallSid()}.json`,
    })
    expect([...(heard[0]?.form ?? [])]).toEqual([['Twiml', twiml]])
  })

  test.each([
    { answer: answering(404, '{"code":20404}'), what: 'the call is over' },
    { answer: answering(500, ''), what: 'Twilio has an error' },
    { answer: answering(429, ''), what: 'Twilio is busy' },
    { answer: resetting, what: 'the connection breaks' },
  ])('are not said when $what, which is no error', async ({ answer }) => {
    const { calls } = await aTwilio(answer)

    expect(await calls.say(aSession(), twiml)).toBe(false)
  })
})
