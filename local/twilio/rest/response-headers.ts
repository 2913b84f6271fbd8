import type { TextReply } from '../http/reply.ts'

/** What Twilio's API sends along with every answer. */
export function withTwilioHeaders(
  reply: TextReply,
  about: { readonly requestSid: string; readonly durationMs: number; readonly region: string },
): TextReply {
  return {
    ...reply,
    headers: {
      ...reply.headers,
      'Twilio-Request-Id': about.requestSid,
      'Twilio-Concurrent-Requests': '1',
      // In seconds, with three decimals.
      'Twilio-Request-Duration': (about.durationMs / 1_000).toFixed(3),
      'X-Home-Region': about.region,
      'X-Api-Domain': 'api.twilio.com',
      'X-Powered-By': 'AT-5000',
      'X-Shenanigans': 'none',
    },
  }
}
