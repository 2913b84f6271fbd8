import { optionList, variableRows } from '../../../../local/probe/command/option-rows.ts'
import { needRows } from '../../../../local/probe/needs.ts'
import { probed, unprobed } from '../../../../local/probe/questions.ts'
import { switchRows } from '../../../../local/twilio/switches.ts'
import { code, codes, table } from '../markdown.ts'

export function probeOptionsTable(): string {
  const rows = optionList.map(({ name, says, value }) => [
    code(value === undefined ? `--${name}` : `--${name} ${value}`),
    says,
  ])
  return table(['Flag', 'What it does'], rows)
}

export function probeVariablesTable(): string {
  const rows = Object.entries(variableRows).map(([name, says]) => [code(name), says])
  return table(['Variable', 'What it is'], rows)
}

export function probeQuestionsTable(): string {
  const rows = probed.map(({ name, needs }) => [
    code(name),
    switchRows[name].question,
    codes(needs.map((need) => needRows[need].flag)),
  ])
  return table(['Switch', 'Question', 'Needs'], rows)
}

export function probeUnprobedTable(): string {
  return table(
    ['Switch', 'Why a call does not tell'],
    unprobed.map(({ name, why }) => [code(name), why]),
  )
}
