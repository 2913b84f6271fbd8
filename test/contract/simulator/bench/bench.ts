import twilio from 'twilio'
import type {
  PaymentContextUpdateOptions,
  PaymentListInstanceCreateOptions,
} from 'twilio/lib/rest/api/v2010/account/call/payment.js'
import { onTestFinished } from 'vitest'
import {
  createSimulator,
  runUntil,
  type Simulator,
  type SimulatorOptions,
  type VirtualTime,
  virtualTime,
} from '../../../../local/twilio/simulator.ts'
import { type Application, startApplication } from './application.ts'

type PaymentCapture = NonNullable<PaymentContextUpdateOptions['capture']>

const goodCard = { number: '4111111111111111', date: '1227', code: '123', postal: '94105#' }

/** Noon of a day in 2026: cards with 12/27 are good, those with 01/26 are not. */
const startAtMs = Date.UTC(2026, 10, 15, 12)

/** A simulator in virtual time, the official client pointed at it, and an application to call. */
export async function startBench(options: Partial<SimulatorOptions> = {}): Promise<Bench> {
  const time = virtualTime({ startAtMs })
  const simulator = createSimulator({ port: 0, time, ...options })
  const { url } = await simulator.start()
  const application = await startApplication()
  onTestFinished(async () => {
    await simulator.stop()
    await application.stop()
  })
  return new Bench({ application, simulator, time, url })
}

export class Bench {
  readonly application: Application
  readonly client: ReturnType<typeof twilio>
  readonly simulator: Simulator
  readonly time: VirtualTime
  readonly url: string
  readonly statusCallback: string
  #keys = 0

  constructor(parts: {
    readonly application: Application
    readonly simulator: Simulator
    readonly time: VirtualTime
    readonly url: string
  }) {
    this.application = parts.application
    this.simulator = parts.simulator
    this.time = parts.time
    this.url = parts.url
    this.statusCallback = `${parts.application.url}/callback`
    const { apiKeySid, apiKeySecret, accountSid } = parts.simulator.account
    this.client = twilio(apiKeySid, apiKeySecret, { accountSid })
    this.client.api.baseUrl = parts.url
  }

  async send(method: string, path: string, body?: unknown) {
    const response = await fetch(this.url + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: JSON.parse(await response.text()) }
  }

  until(condition: () => boolean | Promise<boolean>, limitMs = 120_000): Promise<void> {
    const { simulator, time } = this
    return runUntil({ simulator, time, condition, limitMs })
  }

  /** Lets this much time pass, event by event. */
  async pass(spanMs: number): Promise<void> {
    const endMs = this.time.now() + spanMs
    this.time.after(spanMs, () => undefined)
    await this.until(() => this.time.now() >= endMs, spanMs + 1)
  }

  callOf(sid: string) {
    const call = this.simulator.calls().find(({ callSid }) => callSid === sid)
    if (call === undefined) throw new Error(`There is no call ${sid}.`)
    return call
  }

  heard(sid: string): readonly string[] {
    return this.callOf(sid).heard.map(({ text }) => text)
  }

  /** Places a call to an application that answers with this, and waits until it is answered. */
  async call(inner = '<Pause length="600"/>'): Promise<string> {
    this.application.twiml('/voice', inner)
    const placed = await this.send('POST', '/caller/calls', {
      from: '+14155550123',
      voiceUrl: `${this.application.url}/voice`,
      statusCallbackUrl: `${this.application.url}/status`,
    })
    await this.until(() => this.application.received.some(({ path }) => path === '/voice'))
    await this.simulator.quiet()
    return String(placed.body.callSid)
  }

  /** Presses keys, and waits until each had its callback. */
  async press(sid: string, keys: string): Promise<void> {
    await this.send('POST', `/caller/calls/${sid}/keys`, { keys })
    await this.pass(keys.length * 50 + 100)
  }

  /** Opens a payment session on the call, and answers with its sid. */
  async pay(sid: string, wanted: Partial<PaymentListInstanceCreateOptions> = {}): Promise<string> {
    const payment = await this.client.calls(sid).payments.create({
      ...this.#always(),
      chargeAmount: 42.5,
      ...wanted,
    })
    return payment.sid
  }

  /** Asks for a field, and lets the caller type it. */
  async enter(
    sid: string,
    entry: { payment: string; field: PaymentCapture; keys: string },
  ): Promise<void> {
    const payment = this.client.calls(sid).payments(entry.payment)
    await payment.update({ ...this.#always(), capture: entry.field })
    if (entry.keys !== '') await this.press(sid, entry.keys)
  }

  async enterCard(
    sid: string,
    payment: string,
    card: Partial<typeof goodCard> = {},
  ): Promise<void> {
    const { number, date, code, postal } = { ...goodCard, ...card }
    await this.enter(sid, { payment, field: 'payment-card-number', keys: number })
    await this.enter(sid, { payment, field: 'expiration-date', keys: date })
    await this.enter(sid, { payment, field: 'security-code', keys: code })
    await this.enter(sid, { payment, field: 'postal-code', keys: postal })
  }

  async finish(
    sid: string,
    payment: string,
    status: 'complete' | 'cancel' = 'complete',
  ): Promise<void> {
    await this.client
      .calls(sid)
      .payments(payment)
      .update({ ...this.#always(), status })
  }

  /** The parameters of the last callback, once it carries a result. */
  async result(): Promise<Readonly<Record<string, string>>> {
    const last = () => this.application.callbacks().at(-1)?.parameters
    await this.until(() => last()?.['Result'] !== undefined)
    return last() ?? {}
  }

  #always() {
    this.#keys += 1
    return { idempotencyKey: `key-${this.#keys}`, statusCallback: this.statusCallback }
  }
}
