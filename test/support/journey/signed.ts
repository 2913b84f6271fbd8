import twilio from 'twilio'
import type { JourneyWorld } from './world.ts'

/** Posts to one of the routes of Twilio, signed by the account by Twilio's own library. */
export function postSigned(
  by: JourneyWorld,
  request: { readonly path: string; readonly parameters: Readonly<Record<string, string>> },
): Promise<Response> {
  const { accountSid, authToken } = by.simulator.account
  const url = by.gatewayUrl + request.path
  const parameters = { AccountSid: accountSid, ...request.parameters }
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(authToken, url, parameters),
    },
    body: new URLSearchParams(parameters).toString(),
  })
}
