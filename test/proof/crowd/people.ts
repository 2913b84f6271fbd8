import type { CallView } from '../../../local/twilio/simulator.ts'
import { post } from '../../support/journey/post.ts'

export interface Order {
  readonly reference: string
  readonly amount: string
}

export interface Addresses {
  readonly gatewayUrl: string
  readonly simulatorUrl: string
}

/** Somebody on a call, who looks a few times a second, and does what is to be done then. */
export interface Person {
  readonly callSid: string
  /** Everything that was told, once it is over; `null` before. */
  look(view: CallView): Promise<string | null>
}

/** Two entries a call, so that more calls fit into the time; others are tested elsewhere. */
export const keysFor: Readonly<Record<string, string>> = {
  consent: '1',
  'payment-card-number': '4111111111111111',
  'expiration-date': '1230',
}

export const withoutCodes = { securityCode: false, postalCode: false }

export async function placeCall(world: Addresses, voiceUrl?: string): Promise<string> {
  const { callSid } = await post(`${world.simulatorUrl}/caller/calls`, {
    to: '+15550100',
    from: '+15550199',
    ...(voiceUrl === undefined ? {} : { voiceUrl }),
  })
  return String(callSid)
}

export const pressKeys = (world: Addresses, pressed: { callSid: string; keys: string }) =>
  post(`${world.simulatorUrl}/caller/calls/${pressed.callSid}/keys`, { keys: pressed.keys })

/** A caller alone with the flow, who keys whatever is asked, as often as it is asked. */
export async function guided(world: Addresses, order: Order): Promise<Person> {
  const query = new URLSearchParams({ ...order, currency: 'USD', language: 'en-US' })
  for (const [name, value] of Object.entries(withoutCodes)) query.set(name, String(value))
  const callSid = await placeCall(world, `${world.gatewayUrl}/voice/pay?${query}`)
  let answered = ''
  return {
    callSid,
    look: async ({ heard, payment, status }) => {
      const text = heard.map((said) => said.text).join('\n')
      if (status === 'completed') return text
      if (text.includes('confirmation code')) {
        await post(`${world.simulatorUrl}/caller/calls/${callSid}/hangup`, {})
        return text
      }
      const isOffer = heard.at(-1)?.text.includes('press 1') === true
      const asked = payment?.capturing ?? (isOffer ? 'consent' : '')
      const keys = keysFor[asked]
      if (keys !== undefined && answered !== asked + heard.length) {
        answered = asked + heard.length
        await pressKeys(world, { callSid, keys })
      }
      return null
    },
  }
}
