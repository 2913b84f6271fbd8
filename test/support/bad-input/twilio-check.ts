import type { Command } from '../../../lambda/domain/session/command.ts'
import { unfitFor } from '../../../local/twilio/processor/connectors.ts'
import { TwilioError } from '../../../local/twilio/rest/errors.ts'
import { checkParameters } from '../../../local/twilio/rest/parameters/checks.ts'
import { commonRows, updateRows } from '../../../local/twilio/rest/parameters/payment-rows.ts'
import { readPaymentSettings } from '../../../local/twilio/rest/parameters/payment-settings.ts'
import { Switches } from '../../../local/twilio/switches.ts'
import { parseTwiml } from '../../../local/twilio/twiml/parse.ts'

/** The strictest Twilio that there may be. */
const switches = new Switches()
switches.set({ tokenTypeWithAmount: 'refused' })

/** Why the simulator, which shares no code with what is checked, would refuse the form. */
export function refusalOf(type: Command['type'], form: URLSearchParams): string | null {
  try {
    checkParameters(form, commonRows(switches))
    if (type === 'create') checkCreate(form)
    else checkUpdate(form)
    return null
  } catch (error) {
    if (error instanceof TwilioError) return `${error.code} ${error.message}: ${form}`
    throw error
  }
}

/** Which connectors are installed is another matter: the usual one can do everything. */
function checkCreate(form: URLSearchParams): void {
  const copy = new URLSearchParams(form)
  copy.set('PaymentConnector', 'Default')
  const settings = readPaymentSettings(copy, switches)
  const unfit = unfitFor(settings)
  // Which kinds of token there are is a matter of the connector, too.
  if (unfit !== undefined && unfit.code !== 64006) throw new TwilioError(unfit.code, unfit.detail)
}

function checkUpdate(form: URLSearchParams): void {
  checkParameters(form, updateRows)
  if (form.has('Capture') === form.has('Status')) throw new TwilioError(64018)
}

/** https://www.twilio.com/docs/voice/api/call-resource (Twiml, read 2026-11) */
const TWIML_PUSHED_CHARACTERS_MAX = 4_000

/** What XML 1.0 allows: https://www.w3.org/TR/xml/#charsets */
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/** What a turn remembers is bounded, whatever an earlier one brought along. */
const turnQuery = /^\/turn\?key=[a-z0-9-]+&amp;silences=[0-4]&amp;quiet=\d{1,2}#/

/** Why Twilio could not carry out the document. */
export function twimlFault(twiml: string): string | null {
  if (notXml.test(twiml)) return `a character that XML has not: ${JSON.stringify(twiml)}`
  const turns = [...twiml.matchAll(/\/turn\?[^<"]*/g)].map(([url]) => url)
  const oddTurn = turns.find((url) => !turnQuery.test(url))
  if (oddTurn !== undefined) return `a turn that nobody could take: ${oddTurn}`
  return parseTwiml(twiml) === undefined ? `no TwiML: ${twiml}` : null
}

export const pushFault = (twiml: string): string | null =>
  twiml.length > TWIML_PUSHED_CHARACTERS_MAX
    ? `${twiml.length} characters, too many to push: ${twiml}`
    : twimlFault(twiml)
