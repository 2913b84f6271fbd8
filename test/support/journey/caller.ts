import { post } from './post.ts'
import type { JourneyWorld } from './world.ts'

/** The query of the voice URL; what is `null` of the usual is left out. */
export interface CallWanted {
  readonly [parameter: string]: string | null
}

/** A person with a phone, by the front door that the phone page uses, too. */
export class Caller {
  readonly callSid: string
  readonly #world: JourneyWorld
  #heardSoFar = 0
  readonly #pressed: string[] = []

  private constructor(world: JourneyWorld, callSid: string) {
    this.#world = world
    this.callSid = callSid
  }

  static async calls(world: JourneyWorld, wanted: CallWanted = {}): Promise<Caller> {
    const usual = { amount: '42.50', currency: 'USD', reference: 'INV-1001', language: 'en-US' }
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries({ ...usual, ...wanted })) {
      if (value !== null) query.set(name, value)
    }
    const call = await post(`${world.simulatorUrl}/caller/calls`, {
      to: '+15550100',
      from: '+15550199',
      voiceUrl: `${world.gatewayUrl}/voice/pay?${query}`,
    })
    return new Caller(world, String(call['callSid']))
  }

  /** A call on which something else than our flow is running. */
  static async callsElsewhere(world: JourneyWorld, voiceUrl: string): Promise<Caller> {
    const call = await post(`${world.simulatorUrl}/caller/calls`, {
      to: '+15550100',
      from: '+15550199',
      voiceUrl,
    })
    return new Caller(world, String(call['callSid']))
  }

  /** A call that a person has answered, such as an agent. */
  static async callsPerson(world: JourneyWorld): Promise<Caller> {
    const call = await post(`${world.simulatorUrl}/caller/calls`, {
      to: '+15550100',
      from: '+15550199',
    })
    return new Caller(world, String(call['callSid']))
  }

  /** Waits for words that were not heard yet, and for everything said before them. */
  async hears(words: RegExp): Promise<string> {
    let found = -1
    await this.#world.until(() => {
      const index = this.texts().findIndex(
        (text, place) => place >= this.#heardSoFar && words.test(text),
      )
      found = index
      return index !== -1
    })
    this.#heardSoFar = found + 1
    return this.texts()[found] ?? ''
  }

  texts(): readonly string[] {
    return this.#call().heard.map(({ text }) => text)
  }

  isOver(): boolean {
    return this.#call().status === 'completed'
  }

  /** Everything that was pressed, as it was pressed: what nobody may ever see. */
  get pressed(): readonly string[] {
    return this.#pressed
  }

  /** Whether Twilio listens for a field. */
  isKeying(): boolean {
    return typeof this.#call().payment?.capturing === 'string'
  }

  async presses(keys: string): Promise<void> {
    this.#pressed.push(keys)
    await post(`${this.#world.simulatorUrl}/caller/calls/${this.callSid}/keys`, { keys })
  }

  /** Hears what is offered, and says yes to it. */
  async agrees(): Promise<string> {
    const offer = await this.hears(/press 1/)
    await this.presses('1')
    return offer
  }

  /** Keys a whole bank account as each field is asked for, the account number twice. */
  async keysAccount(account: { readonly second?: string } = {}): Promise<void> {
    await this.hears(/routing number/)
    await this.presses('121181976')
    await this.hears(/your account number/)
    await this.presses('123456789#')
    await this.hears(/account number a second time/)
    await this.presses(`${account.second ?? '123456789'}#`)
  }

  /** Keys a whole card as each field is asked for. */
  async keysCard(card: { readonly number?: string; readonly code?: string } = {}): Promise<void> {
    await this.hears(/enter your card number/)
    await this.presses(card.number ?? '4111111111111111')
    await this.keysDate()
    await this.hears(/security code/)
    await this.presses(card.code ?? '123')
    await this.hears(/postal code/)
    await this.presses('94105#')
  }

  /** Keys a card that is asked for no more than its number and its date. */
  async keysShortCard(card: { readonly number?: string } = {}): Promise<void> {
    await this.hears(/enter your card number/)
    await this.presses(card.number ?? '4111111111111111')
    await this.keysDate()
  }

  async keysDate(): Promise<void> {
    await this.hears(/expiration date/)
    await this.presses('1230')
  }

  async keysNumber(): Promise<void> {
    await this.presses('4111111111111111')
  }

  /** Does what a patient caller does until the call is over: whatever is asked, each time. */
  async answersAll(): Promise<void> {
    let heard = this.#heardSoFar
    await this.#world.until(async () => {
      const texts = this.texts()
      const news = texts.length > heard ? (texts.at(-1) ?? '') : ''
      heard = texts.length
      await this.answers(news)
      return this.isOver()
    })
  }

  /** An IVR of the merchant's sends the call somewhere, by Twilio's own API. */
  isSentTo(url: string): Promise<void> {
    return this.#twilio('.json', { Url: url })
  }

  /** Somebody else opens a payment on this call, by Twilio's own API. */
  hasPaymentOpened(): Promise<void> {
    const StatusCallback = `${this.#world.gatewayUrl}/nowhere`
    return this.#twilio('/Payments.json', { IdempotencyKey: 'other', StatusCallback })
  }

  /** Somebody else changes the payment of this call, by Twilio's own API. */
  hasPaymentChanged(change: Readonly<Record<string, string>>): Promise<void> {
    const StatusCallback = `${this.#world.gatewayUrl}/nowhere`
    const form = { IdempotencyKey: 'other', StatusCallback, ...change }
    return this.#twilio(`/Payments/${this.#call().payment?.sid}.json`, form)
  }

  async #twilio(path: string, form: Readonly<Record<string, string>>): Promise<void> {
    const { simulator, simulatorUrl } = this.#world
    const { accountSid, authToken } = simulator.account
    const url = `${simulatorUrl}/2010-04-01/Accounts/${accountSid}/Calls/${this.callSid}${path}`
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(form).toString(),
    })
    if (!response.ok) throw new Error(`Twilio refused it: ${await response.text()}`)
  }

  /** Presses what a prompt asks for; what asks for nothing is left unanswered. */
  async answers(prompt: string): Promise<void> {
    const known = usualAnswers.find(({ asked }) => asked.test(prompt))
    if (known !== undefined) await this.presses(known.keys)
  }

  async hangsUp(): Promise<void> {
    await post(`${this.#world.simulatorUrl}/caller/calls/${this.callSid}/hangup`, {})
  }

  #call() {
    const call = this.#world.simulator.calls().find(({ callSid }) => callSid === this.callSid)
    if (call === undefined) throw new Error(`The simulator has no call ${this.callSid}.`)
    return call
  }
}

const usualAnswers = [
  { asked: /To pay .* press 1/, keys: '1' },
  { asked: /your card number/, keys: '4111111111111111' },
  { asked: /expiration date/, keys: '1230' },
  { asked: /security code/, keys: '123' },
  { asked: /postal code/, keys: '94105#' },
]
