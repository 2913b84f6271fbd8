import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Clock } from '../../../local/probe/clock.ts'
import { PostBox } from '../../../local/probe/twilio/post-box.ts'
import type { AuthTokens } from '../../../local/probe/twilio/signer.ts'
import { virtualTime } from '../../../local/twilio/time.ts'

const parameters = {
  CallSid: 'CA1',
  Sid: 'PK1',
  Required: 'expiration-date,postal-code',
  Empty: '',
}

const opened = async (tokens: AuthTokens, publicUrl: string) => {
  const time = virtualTime({ startAtMs: 0 })
  const clock = new Clock({ time, stop: new AbortController().signal })
  const postBox = new PostBox({ clock, port: 0, publicUrl, tokens, posted: () => undefined })
  const port = await postBox.open()
  onTestFinished(() => postBox.close())
  const post = async (url: string, token: string) => {
    const signature = getExpectedTwilioSignature(token, url, parameters)
    const { pathname } = new URL(postBox.url('payment'))
    const answer = await fetch(`http://127.0.0.1:${port}${pathname}`, {
      method: 'POST',
      headers: { 'x-twilio-signature': signature },
      body: new URLSearchParams(parameters),
    })
    return answer.status
  }
  return { port, post, postBox, received: () => postBox.since(0) }
}

describe('a callback', () => {
  test.each([
    ['own', 'one'],
    ['home', 'two'],
  ])('that the %s token signed is kept', async (signer, token) => {
    const { post, postBox, received } = await opened(
      { own: 'one', home: 'two' },
      'https://a.example/',
    )

    expect(await post(postBox.url('payment'), token)).toBe(204)

    expect(received()).toMatchObject([{ signer, to: 'payment', parameters }])
  })

  test('over HTTPS may be signed without the port of its URL', async () => {
    const tokens = { own: 'one', home: undefined }
    const { post, postBox, received } = await opened(tokens, 'https://a.example:8443/x')

    await post(postBox.url('payment').replace(':8443', ''), 'one')
    await post(postBox.url('payment'), 'one')

    expect(received().map(({ signer }) => signer)).toEqual(['own', 'own'])
  })

  test('that nobody signed who is known is refused, and counted', async () => {
    const tokens = { own: 'one', home: undefined }
    const { post, postBox, received } = await opened(tokens, 'https://a.example')

    expect(await post(postBox.url('payment'), 'three')).toBe(403)

    expect([received(), postBox.strangers]).toEqual([[], 1])
  })

  test('counts unchecked where no token is known, by its URL that cannot be guessed', async () => {
    const tokens = { own: undefined, home: undefined }
    const { port, post, postBox, received } = await opened(tokens, 'https://a.example')

    expect(await post(postBox.url('payment'), 'any')).toBe(204)
    const guessed = await fetch(`http://127.0.0.1:${port}/payment`, { method: 'POST', body: '' })

    expect(guessed.status).toBe(404)
    expect(received()).toMatchObject([{ signer: 'unchecked' }])
  })
})
