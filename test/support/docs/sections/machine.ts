import { machine } from '../../../../lambda/domain/machine/machine.ts'
import {
  allStatuses,
  type Status,
  terminalStatuses,
} from '../../../../lambda/domain/session/session.ts'
import { type Edge, edges } from '../edges.ts'
import { code, codes, table } from '../markdown.ts'

/** Every status with what it accepts, and where that can lead. */
export function statusTable(): string {
  const all = edges()
  const rows = allStatuses.map((status) => {
    const events = Object.keys(machine[status])
    const cells = events.map((event) => {
      const targets = all.filter(({ from, event: type }) => from === status && type === event)
      return `${code(event)} → ${targetsOf(status, targets)}`
    })
    return [code(status), cells.length === 0 ? 'nothing' : cells.join('<br>')]
  })
  return table(['Status', 'Accepts, and where it can lead'], rows)
}

function targetsOf(status: Status, found: readonly Edge[]): string {
  if (found.length === 0) throw new Error(`No sample shows where ${status} goes. Add one to edges.`)
  const reached = allStatuses.filter((target) => found.some(({ to }) => to === target))
  const targets = reached.filter((target) => target !== status)
  return targets.length === reached.length
    ? codes(targets)
    : ['stays', ...targets.map(code)].join(', ')
}

/** The statuses and every way between them. */
export function stateDiagram(): string {
  const all = edges()
  const ways = allStatuses.flatMap((from) =>
    allStatuses
      .filter((to) => from !== to && all.some((edge) => edge.from === from && edge.to === to))
      .map((to) => `  ${from} --> ${to}`),
  )
  const starts = ['  [*] --> offered : guided', '  [*] --> starting : assisted']
  const ends = terminalStatuses.map((status) => `  ${status} --> [*]`)
  return ['```mermaid', 'stateDiagram-v2', ...starts, ...ways, ...ends, '```'].join('\n')
}
