import {
  type Addresses,
  keysFor,
  type Order,
  type Person,
  placeCall,
  pressKeys,
  withoutCodes,
} from './people.ts'

type Body = Readonly<Record<string, unknown>>

/** An agent who presses every button twice, so that each request is there twice at once. */
export async function assisted(world: Addresses, order: Order): Promise<Person> {
  const callSid = await placeCall(world)
  const start = { mode: 'assisted', currency: 'USD', callSid, ...withoutCodes, ...order }
  const twice = new TwicePressed(world.gatewayUrl)
  let path = ''
  let keyedAt: unknown
  return {
    callSid,
    look: async ({ payment }) => {
      if (path === '') {
        const started = await twice.press('/sessions', { body: start, at: 0 })
        if (started !== null) path = `/sessions/${started['sessionId']}`
        return null
      }
      const { status, required, step, confirmationCode } = await read(world.gatewayUrl + path)
      if (status === 'succeeded') return `confirmation code ${confirmationCode}`
      if (status === 'failed' || status === 'cancelled') return `It has ${status}.`
      const keys = keysFor[payment?.capturing ?? '']
      if (status === 'capturing' && keys !== undefined && keyedAt !== step) {
        keyedAt = step
        await pressKeys(world, { callSid, keys })
      }
      if (status !== 'collecting') return null
      const [field] = Array.isArray(required) ? required : []
      await (field === undefined
        ? twice.press(`${path}/complete`, { body: {}, at: step })
        : twice.press(`${path}/captures`, { body: { field }, at: step }))
      return null
    },
  }
}

/** Both presses with one key; what was refused for the moment is pressed again with it. */
class TwicePressed {
  readonly #gatewayUrl: string
  readonly #keys = new Map<string, string>()

  constructor(gatewayUrl: string) {
    this.#gatewayUrl = gatewayUrl
  }

  /** `at` is the step of the session at which the button was shown: another one is another wish. */
  async press(
    path: string,
    { body, at }: { readonly body: Body; readonly at: unknown },
  ): Promise<Body | null> {
    const button = `${at} ${path} ${JSON.stringify(body)}`
    const key = this.#keys.get(button) ?? crypto.randomUUID()
    this.#keys.set(button, key)
    const send = () => request(this.#gatewayUrl + path, { body, key })
    const answers = await Promise.all([send(), send()])
    return answers.find(({ ok }) => ok)?.view ?? null
  }
}

async function request(url: string, sent: { readonly body: Body; readonly key: string }) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': sent.key },
    body: JSON.stringify(sent.body),
  })
  const view: Body = JSON.parse(await response.text())
  return { ok: response.ok, view }
}

const read = async (url: string): Promise<Body> => JSON.parse(await (await fetch(url)).text())
