/**
 * Twilio waits ten seconds for a processor, then asks again with the same transaction id, up to
 * five times. https://www.twilio.com/docs/voice/twiml/pay/generic-pay-connector
 */
export const patienceMs = 10_000
export const retriesMax = 5
