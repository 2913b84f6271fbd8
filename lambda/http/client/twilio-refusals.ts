/**
 * What a client is told of Twilio's refusals, and what to do about each, whether they come in an
 * answer or in a callback. https://www.twilio.com/docs/api/errors (read 2026-11)
 */
export const twilioRefusals: ReadonlyMap<number, string> = new Map([
  [20003, 'Twilio did not accept our credentials. Check the secret that the stack reads.'],
  [20008, 'Test credentials cannot take payments. Put live credentials into the secret.'],
  [20404, 'Twilio does not know this call or payment. Check the call SID and its account.'],
  [20429, 'Twilio has too many requests of this account at once. Try again in a moment.'],
  [21220, 'The call is not in progress. Start the session on the leg that presses the keys.'],
  [64001, 'The Pay Connector is not configured as it must be. Check it in the Twilio Console.'],
  [64002, 'Something broke between Twilio and the processor. Look there whether it charged.'],
  [64003, 'Twilio did not accept the amount. Check it against the currency and the connector.'],
  [64004, 'There is no Pay Connector of this name. Check its name in the Twilio Console.'],
  [64005, 'This Pay Connector cannot make tokens. Choose another, or charge an amount.'],
  [64006, 'This Pay Connector does not make this type of token. Choose another tokenType.'],
  [64007, 'This Pay Connector cannot charge. Choose another, or ask for a token.'],
  [64008, 'The processor did not make the charge. Look there why, and whether an earlier try did.'],
  [64009, 'The Pay Connector is no longer authorised. Connect it again in the Twilio Console.'],
  [64010, 'The processor did not make the token. Look there why, and whether an earlier try did.'],
  [64011, 'The Pay Connector does not take this currency. Choose another currency or connector.'],
  [64012, 'The processor declined the card or account. Ask the caller for another one.'],
  [64013, 'The Pay Connector does not take this payment method. Choose another connector.'],
  [64014, 'The Pay Connector needs a parameter for bank accounts. Give AVSName in parameter.'],
  [64015, 'The Pay Connector needs a parameter that was not given. Give it in parameter.'],
  [64016, 'Twilio calls back by https only. Check the public URL of the stack.'],
  [64017, 'A bank account type goes with ach-debit only. Leave it out for cards.'],
  [64018, 'Twilio was asked for a capture and a status at once, or for neither. Tell us.'],
  [64019, 'Twilio still misses a field. Capture what the session says is required.'],
  [64020, 'Twilio did not accept one of the values. Compare them with its documentation.'],
  [64021, 'Another payment is open on this call. Complete or cancel that one first.'],
  [64022, 'The connector is in test mode and takes test cards only. Key one of those.'],
  [64023, 'The connector is in test mode and takes test accounts only. Key one of those.'],
  [64024, 'The generic Pay Connector is not approved for live payments yet. Ask Twilio.'],
])

export const sentenceOf = (twilioCode: number): string =>
  twilioRefusals.get(twilioCode) ??
  `Twilio refused with error ${twilioCode}: see https://www.twilio.com/docs/api/errors/${twilioCode}.`
