import type { Ledger } from '../../processor/ledger.ts'
import { testBankAccounts, testCards } from '../../processor/test-cards.ts'
import type { MessageResource } from '../../rest/resources/message-resource.ts'
import { html, type Markup } from '../markup.ts'
import { clock, panel, table } from '../panel.ts'

/** More would push everything else off the page; GET /ledger and GET /messages have all. */
const rowsMax = 50

export function ledgerPanel(ledger: Ledger): Markup {
  const rows = [...ledger.list()].reverse().slice(0, rowsMax)
  return panel({
    id: 'ledger',
    title: 'Ledger',
    about: 'What the processor really charged or stored: the truth, whatever anybody was told.',
    body:
      rows.length === 0
        ? html`<p class="quiet">Nothing was charged.</p>`
        : table({
            caption: 'Entries of the ledger',
            headings: ['At', 'What', 'Amount', 'Description', 'Code', 'Transaction'],
            rows: rows.map((entry) => [
              clock(entry.at),
              entry.method,
              html`<strong class="number">${entry.amount}</strong> ${entry.currency}`,
              entry.description,
              html`<span class="number">${entry.confirmationCode}</span>`,
              html`<span class="sid">${entry.transactionId}</span>`,
            ]),
          }),
  })
}

export function messagesPanel(messages: MessageResource): Markup {
  const rows = [...messages.list()].reverse().slice(0, rowsMax)
  return panel({
    id: 'messages',
    title: 'Messages',
    about: 'Texts that your application sent. They go no further.',
    body:
      rows.length === 0
        ? html`<p class="quiet">No text was sent.</p>`
        : table({
            caption: 'Texts sent',
            headings: ['At', 'To', 'Text', 'From'],
            rows: rows.map(({ at, to, from, body }) => [clock(at), to, body, from]),
          }),
  })
}

export function testCardsPanel(): Markup {
  return panel({
    id: 'test-cards',
    title: 'Test cards',
    about: html`Every other number is refused with 64022. Bank accounts:
      ${testBankAccounts.join(' and ')}, with any valid routing number.`,
    body: table({
      caption: 'List of test cards',
      headings: ['Number', 'Type', 'What happens'],
      rows: testCards.map(({ number, cardType, says }) => [
        html`<span class="number">${number}</span>`,
        cardType,
        says,
      ]),
    }),
  })
}
