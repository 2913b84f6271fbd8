import type { SimulatedAccount } from '../account.ts'
import type { Switchboard } from '../calls/switchboard.ts'
import type { Connector } from '../connector/connector.ts'
import type { FaultBook } from '../faults/fault-book.ts'
import type { ConfiguredNumber } from '../front-door/caller-routes.ts'
import type { Ledger } from '../processor/ledger.ts'
import type { MessageResource } from '../rest/resources/message-resource.ts'
import type { Switches } from '../switches.ts'
import { html, type Markup } from './markup.ts'
import { accountPanel } from './sections/account.ts'
import { callingPanel, callsPanel } from './sections/calls.ts'
import { connectorPanel } from './sections/connector.ts'
import { ledgerPanel, messagesPanel, testCardsPanel } from './sections/evidence.ts'
import { faultsPanel } from './sections/faults.ts'
import { switchesPanel } from './sections/switches.ts'

export interface PageWorld {
  readonly account: SimulatedAccount
  readonly connector: Connector
  readonly faults: FaultBook
  readonly ledger: Ledger
  readonly messages: MessageResource
  readonly phoneNumber: ConfiguredNumber
  readonly switchboard: Switchboard
  readonly switches: Switches
}

/** Where one can jump to, by the id of the panel. */
const chapters = {
  calls: 'Calls',
  ledger: 'Ledger',
  messages: 'Messages',
  account: 'Account',
  'test-cards': 'Test cards',
  connector: 'Connector',
  faults: 'Faults',
  switches: 'Switches',
}

/** The whole simulator on one page, as it stands now. */
export function renderPage(world: PageWorld, baseUrl: string): string {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Twilio simulator</title>
    <link rel="icon" href="/simulator/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/simulator/styles/tokens.css" />
    <link rel="stylesheet" href="/simulator/styles/page.css" />
    <link rel="stylesheet" href="/simulator/styles/panels.css" />
    <link rel="stylesheet" href="/simulator/styles/forms.css" />
    <script type="module" src="/simulator/app.js"></script>
  </head>
  <body>
    <header>
      <h1>Twilio simulator</h1>
      <p>A small Twilio on this machine, for whoever builds on its Payments API: calls, payments,
        messages, signed webhooks, and a processor with a ledger. It is no part of Twilio, and no
        money moves.</p>
      <nav aria-label="Parts of this page">
        ${Object.entries(chapters).map(([id, name]) => html`<a href="#${id}">${name}</a>`)}
      </nav>
      <p id="notice" role="alert"></p>
      <noscript><p class="notice">Without JavaScript this page shows everything and changes nothing;
        every form stands for a request to the front door.</p></noscript>
    </header>
    <main>${body(world, baseUrl)}</main>
  </body>
</html>
`.text
}

function body(world: PageWorld, baseUrl: string): Markup {
  const { account, connector, faults, ledger, messages, switchboard, switches } = world
  return html`
    <div class="column">
      ${callingPanel(world.phoneNumber)}
      ${callsPanel(switchboard)}
      ${ledgerPanel(ledger)}
      ${messagesPanel(messages)}
    </div>
    <div class="column">
      ${accountPanel(account, baseUrl)}
      ${testCardsPanel()}
      ${connectorPanel(connector)}
    </div>
    <div class="whole">
      ${faultsPanel(faults)}
      ${switchesPanel(switches)}
    </div>`
}
