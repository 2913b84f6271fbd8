import { expect, test } from 'vitest'
import { signatureOf, signedUrl } from '../../../local/twilio/webhooks/signature.ts'

test("the signature is that of Twilio's documented example", () => {
  const signature = signatureOf({
    authToken: '12345',
    url: 'https://example.com/myapp.php?foo=1&bar=2',
    parameters: {
      To: '+18005551212',
      Digits: '1234',
      CallSid: 'CA1234567890ABCDE',
      From: '+14158675310',
      Caller: '+14158675310',
    },
  })

  expect(signature).toBe('L/OH5YylLD5NRKLltdqwSvS0BnU=')
})

test.each([
  ['https://example.com:8443/a?b=1#rc=3', 'https://example.com/a?b=1'],
  ['https://user:pass@example.com/a', 'https://example.com/a'],
  ['https://example.com?b=1', 'https://example.com?b=1'],
  ['http://example.com:3000/a', 'http://example.com:3000/a'],
  ['http://user:pass@localhost:3000/a', 'http://localhost:3000/a'],
  ['https://example.com/a%20b?c=%2B&d=@', 'https://example.com/a%20b?c=%2B&d=@'],
  ['https://example.com/a?mail=me@example.com', 'https://example.com/a?mail=me@example.com'],
])('%s is signed as %s', (url, signed) => {
  expect(signedUrl(url)).toBe(signed)
})
