import { setTimeout } from 'node:timers/promises'
import { post } from '../../support/journey/post.ts'
import { payInRealTime } from '../../support/live-call.ts'

export interface Order {
  readonly reference: string
  readonly amount: string
}

export interface Addresses {
  readonly gatewayUrl: string
  readonly simulatorUrl: string
}

/** Everything that one who paid was told. */
export type Told = string

/** A caller alone with the flow. */
export function guided(world: Addresses, { amount, reference }: Order): Promise<Told> {
  const query = new URLSearchParams({
    amount,
    reference,
    currency: 'USD',
    language: 'en-US',
    // Two entries a call, so that more calls fit into the time; the fields are tested elsewhere.
    securityCode: 'false',
    postalCode: 'false',
  })
  return payInRealTime(world.simulatorUrl, `${world.gatewayUrl}/voice/pay?${query}`)
}

const entries = [
  ['payment-card-number', '4111111111111111'],
  ['expiration-date', '1230'],
] as const

/** How often an agent's screen looks: as often as one would. */
const LOOK_EVERY_MS = 500

/** An agent who presses every button twice, so that each request is there twice at once. */
export async function assisted(world: Addresses, order: Order): Promise<Told> {
  const { callSid } = await post(`${world.simulatorUrl}/caller/calls`, {
    to: '+15550100',
    from: '+15550199',
  })
  const fields = { securityCode: false, postalCode: false }
  const start = { mode: 'assisted', currency: 'USD', callSid, ...fields, ...order }
  const started = await pressTwice(`${world.gatewayUrl}/sessions`, start)
  const path = `${world.gatewayUrl}/sessions/${started['sessionId']}`
  await until(path, ({ status }) => status === 'collecting')
  for (const [field, keys] of entries) {
    await pressTwice(`${path}/captures`, { field })
    await post(`${world.simulatorUrl}/caller/calls/${callSid}/keys`, { keys })
    await until(path, ({ captured }) => Array.isArray(captured) && captured.includes(field))
  }
  await pressTwice(`${path}/complete`, {})
  const { confirmationCode } = await until(path, ({ status }) => status !== 'completing')
  return `confirmation code ${confirmationCode}`
}

type View = Readonly<Record<string, unknown>>

async function until(path: string, isSo: (view: View) => boolean): Promise<View> {
  for (;;) {
    const view: View = JSON.parse(await (await fetch(path)).text())
    if (isSo(view)) return view
    await setTimeout(LOOK_EVERY_MS)
  }
}

/** Both with the same key; what was refused for the moment is asked again with it. */
async function pressTwice(path: string, body: View): Promise<View> {
  const key = crypto.randomUUID()
  for (;;) {
    const answers = await Promise.all([press(path, { body, key }), press(path, { body, key })])
    const taken = answers.find(({ ok }) => ok)
    if (taken !== undefined) return taken.view
    await setTimeout(LOOK_EVERY_MS)
  }
}

async function press(path: string, sent: { readonly body: View; readonly key: string }) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': sent.key },
    body: JSON.stringify(sent.body),
  })
  const view: View = JSON.parse(await response.text())
  return { ok: response.ok, view }
}
