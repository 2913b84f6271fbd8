import type { SimulatedAccount } from '../../account.ts'
import { html, type Markup } from '../markup.ts'
import { panel } from '../panel.ts'

export function accountPanel(account: SimulatedAccount, baseUrl: string): Markup {
  const facts: readonly (readonly [name: string, value: string])[] = [
    ['Account SID', account.accountSid],
    ['Auth token', account.authToken],
    ['API key', account.apiKeySid],
    ['Its secret', account.apiKeySecret],
    ['Phone number', account.phoneNumber],
    ['Region', account.region],
    ['REST API', `${baseUrl}/2010-04-01/Accounts/${account.accountSid}`],
  ]
  return panel({
    id: 'account',
    title: 'Account',
    about: 'The only one. Its credentials are false: they open this simulator and nothing else.',
    body: html`
      <dl class="facts">
        ${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
      </dl>
      <h3 id="client-title">Twilio’s Node client, pointed here</h3>
      ${codeBlock(clientCode(account, baseUrl))}`,
  })
}

/** It may be wider than the page, and scrolls by keyboard, too. */
function codeBlock(code: string): Markup {
  return html`<pre tabindex="0" role="region" aria-labelledby="client-title">${code}</pre>`
}

function clientCode({ accountSid, apiKeySid, apiKeySecret }: SimulatedAccount, baseUrl: string) {
  return `const client = twilio(
  '${apiKeySid}',
  '${apiKeySecret}',
  { accountSid: '${accountSid}' },
)
client.api.baseUrl = '${baseUrl}'`
}
