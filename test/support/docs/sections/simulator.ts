import { keysOf } from '../../../../lib/keys-of.ts'
import type { DetailRows } from '../../../../local/twilio/faults/details.ts'
import { faultRows } from '../../../../local/twilio/faults/rules.ts'
import { captureFields } from '../../../../local/twilio/payments/fields/capture-fields.ts'
import { connectors } from '../../../../local/twilio/processor/connectors.ts'
import { testCards } from '../../../../local/twilio/processor/test-cards.ts'
import { optionList } from '../../../../local/twilio/stand-alone/option-rows.ts'
import { topics } from '../../../../local/twilio/switches/topics.ts'
import { switchRows } from '../../../../local/twilio/switches.ts'
import { code, codes, table } from '../markdown.ts'

export function faultsTable(): string {
  const rows = keysOf(faultRows).map((place) => {
    const row = faultRows[place]
    const narrowings = Object.entries(row.narrowedBy).map(
      ([name, values]) => `${code(name)}: ${values === captureFields ? 'a field' : codes(values)}`,
    )
    const needs: Readonly<Record<string, DetailRows>> = 'needs' in row ? row.needs : {}
    const details = Object.entries(needs).flatMap(([what, fields]) =>
      Object.entries(fields).map(
        ([name, values]) => `${code(what)}: ${code(name)}, ${some(values)}`,
      ),
    )
    return [code(place), codes(row.does), narrowings.join('<br>'), details.join('<br>')]
  })
  return table(['`on`', '`do`', 'May be narrowed by', 'Must say, too'], rows)
}

/** Numbers are a closed list; a text may be one that nobody has seen yet. */
function some(values: readonly (string | number)[]): string {
  const numbers = values.filter((value) => typeof value === 'number')
  return numbers.length > 0 ? `one of ${spans(numbers)}` : `such as ${codes(values)}`
}

/** 1, 2, 3, 7 as "1 to 3, 7". */
function spans(numbers: readonly number[]): string {
  const starts = numbers.filter((number) => !numbers.includes(number - 1))
  const ends = numbers.filter((number) => !numbers.includes(number + 1))
  const texts = starts.map((start, index) => {
    const end = ends[index] ?? start
    return start === end ? code(start) : `${code(start)} to ${code(end)}`
  })
  return texts.join(', ')
}

export function switchesTable(): string {
  const rows = keysOf(switchRows).map((name) => {
    const { topic, question, values, effect } = switchRows[name]
    return [String(topic), code(name), question, codes(values), effect]
  })
  rows.sort(([one], [other]) => Number(one) - Number(other))
  return table(['Topic', 'Switch', 'Question', 'Values, the default first', 'Effect'], rows)
}

export function topicsTable(): string {
  const rows = Object.entries(topics).map(([number, topic]) => {
    const switches = keysOf(switchRows).filter((name) => switchRows[name].topic === Number(number))
    return [number, topic.about, 'noSwitch' in topic ? topic.noSwitch : codes(switches)]
  })
  return table(['Topic', 'What it is about', 'Switches, or why there is none'], rows)
}

export function connectorsTable(): string {
  return table(
    ['`PaymentConnector`', 'What it is'],
    connectors.map(({ name, says }) => [code(name), says]),
  )
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
