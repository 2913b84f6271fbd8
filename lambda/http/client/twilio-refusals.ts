/**
 * What a client is told of Twilio's refusals, and what to do about each; one that is not listed is
 * passed on with its code alone. https://www.twilio.com/docs/api/errors (read 2026-11)
 */
export const twilioRefusals: ReadonlyMap<number, string> = new Map([
  [20003, 'Twilio did not accept our credentials. Check the secret that the stack reads.'],
  [20008, 'Test credentials cannot take payments. Put live credentials into the secret.'],
  [20404, 'Twilio does not know this call or payment. Check the call SID and its account.'],
  [21220, 'The call is not in progress. Start the session on the leg that presses the keys.'],
  [64001, 'The Pay Connector is not configured as it must be. Check it in the Twilio Console.'],
  [64003, 'Twilio did not accept the amount. Check it against the currency and the connector.'],
  [64004, 'There is no Pay Connector of this name. Check its name in the Twilio Console.'],
  [64007, 'This Pay Connector cannot charge. Choose another in the Twilio Console.'],
  [64009, 'The Pay Connector is no longer authorised. Connect it again in the Twilio Console.'],
  [64011, 'The Pay Connector does not take this currency.'],
  [64013, 'The Pay Connector does not take this payment method.'],
  [64014, 'The Pay Connector needs a parameter that was not given.'],
  [64015, 'The Pay Connector needs a parameter that was not given.'],
  [64019, 'Twilio still misses a field. Capture what the session says is required.'],
  [64020, 'Twilio did not accept one of the values.'],
  [64021, 'Another payment is open on this call. Complete or cancel that one first.'],
  [64024, 'The generic Pay Connector is not approved for live payments yet. Ask Twilio.'],
])

export const sentenceOf = (twilioCode: number): string =>
  twilioRefusals.get(twilioCode) ??
  `Twilio refused with error ${twilioCode}: see https://www.twilio.com/docs/api/errors/${twilioCode}.`
