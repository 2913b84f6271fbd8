import { post } from './journey/post.ts'

/**
 * A caller in real time, who listens to the simulator's own event stream: whatever is asked is
 * keyed as soon as it is asked, and the call is hung up once the code was heard.
 * @returns everything that was heard.
 */
export async function payInRealTime(simulatorUrl: string, voiceUrl: string): Promise<string> {
  const call = await post(`${simulatorUrl}/caller/calls`, {
    to: '+15550100',
    from: '+15550199',
    voiceUrl,
  })
  const path = `${simulatorUrl}/caller/calls/${call['callSid']}`
  const answered = new Set<string>()
  for await (const { heard, payment } of callEvents(`${path}/events`)) {
    const text = heard.map((said) => said.text).join('\n')
    if (text.includes('confirmation code')) {
      await post(`${path}/hangup`, {})
      return text
    }
    const asked = payment?.capturing ?? (text.includes('press 1') ? 'consent' : '')
    const keys = keysFor[asked]
    if (keys === undefined || answered.has(asked)) continue
    answered.add(asked)
    await post(`${path}/keys`, { keys })
  }
  throw new Error('The call ended before a confirmation code was heard.')
}

const keysFor: Readonly<Record<string, string>> = {
  consent: '1',
  'payment-card-number': '4111111111111111',
  'expiration-date': '1230',
  'security-code': '123',
  'postal-code': '94105#',
}

interface CallEvent {
  readonly heard: ReadonlyArray<{ readonly text: string }>
  readonly payment: { readonly capturing: string | null } | null
}

/** `event: call` of a stream of server-sent events. */
async function* callEvents(url: string): AsyncGenerator<CallEvent> {
  const { body } = await fetch(url)
  if (body === null) throw new Error(`${url} has no stream.`)
  let rest = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + chunk).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const data = /^event: call\ndata: (.*)$/m.exec(part)?.[1]
      if (data !== undefined) yield JSON.parse(data)
    }
  }
}
