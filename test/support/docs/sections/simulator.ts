import { keysOf } from '../../../../lib/keys-of.ts'
import { faultRows } from '../../../../local/twilio/faults/rules.ts'
import { captureFields } from '../../../../local/twilio/payments/fields/capture-fields.ts'
import { testCards } from '../../../../local/twilio/processor/test-cards.ts'
import { optionList } from '../../../../local/twilio/stand-alone/option-rows.ts'
import { switchRows } from '../../../../local/twilio/switches.ts'
import { code, codes, table } from '../markdown.ts'

export function faultsTable(): string {
  const rows = keysOf(faultRows).map((place) => {
    const { does, narrowedBy } = faultRows[place]
    const narrowings = Object.entries(narrowedBy).map(
      ([name, values]) => `${code(name)}: ${values === captureFields ? 'a field' : codes(values)}`,
    )
    return [code(place), codes(does), narrowings.join('<br>')]
  })
  return table(['`on`', '`do`', 'May be narrowed by'], rows)
}

export function switchesTable(): string {
  const rows = keysOf(switchRows).map((name) => {
    const { question, values, effect } = switchRows[name]
    return [code(name), question, codes(values), effect]
  })
  return table(['Switch', 'Question', 'Values, the default first', 'Effect'], rows)
}

export function testCardsTable(): string {
  const rows = testCards.map(({ number, cardType, says }) => [code(number), cardType, says])
  return table(['Number', 'Type', 'What happens'], rows)
}

export function simulatorOptionsTable(): string {
  const rows = optionList.map(({ name, value, variable, says, usual }) => [
    code(`--${name} ${value}`),
    code(variable),
    usual === undefined ? '' : code(usual),
    says,
  ])
  return table(['Flag', 'Variable', 'Unless set', 'What it is'], rows)
}
