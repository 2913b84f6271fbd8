import { machine } from '../../../../lambda/domain/machine/machine.ts'
import { allStatuses, terminalStatuses } from '../../../../lambda/domain/session/session.ts'
import { type Edge, edges, type When } from '../edges.ts'
import { code, codes, table } from '../markdown.ts'

/** Every status with what it accepts, and where that can lead. */
export function statusTable(): string {
  const all = edges()
  const rows = allStatuses.map((status) => {
    const leaving = all.filter(({ from }) => from === status)
    const cells = Object.keys(machine[status]).flatMap((event) => cellsOf(event, leaving))
    return [code(status), cells.length === 0 ? 'nothing' : cells.join('<br>')]
  })
  return table(['Status', 'Accepts, and where it can lead'], rows)
}

/** Where it usually leads, and where else when an attempt before this one has to do with it. */
function cellsOf(event: string, leaving: readonly Edge[]): readonly string[] {
  const leading = (when: When) =>
    leaving.filter((edge) => edge.event === event && edge.when === when)
  const usual = leading('usually')
  const isNew = ({ to }: Edge) => usual.every((edge) => edge.to !== to)
  const others = (['of an earlier attempt', 'after a charge of an earlier attempt'] as const)
    .filter((when) => leading(when).some(isNew))
    .map((when) => `${code(event)} ${when} → ${targetsOf(leading(when))}`)
  return [`${code(event)} → ${targetsOf(usual)}`, ...others]
}

function targetsOf(found: readonly Edge[]): string {
  const [first] = found
  if (first === undefined)
    throw new Error('No sample shows where an event leads. Add one to edges.')
  const { from: status } = first
  const reached = allStatuses.filter((target) => found.some(({ to }) => to === target))
  const targets = reached.filter((target) => target !== status)
  return targets.length === reached.length
    ? codes(targets)
    : ['stays', ...targets.map(code)].join(', ')
}

/** The statuses and every way between them, with a word at those that are no part of a payment. */
export function stateDiagram(): string {
  const all = edges()
  const ways = allStatuses.flatMap((from) =>
    allStatuses.flatMap((to) => {
      const found = all.filter((edge) => edge.from === from && edge.to === to)
      if (from === to || found.length === 0) return []
      const isUsual = found.some(({ when }) => when === 'usually')
      return `  ${from} --> ${to}${isUsual ? '' : ' : charge of an earlier attempt'}`
    }),
  )
  const starts = ['  [*] --> offered : guided', '  [*] --> starting : assisted']
  const ends = terminalStatuses.map((status) => `  ${status} --> [*]`)
  return ['```mermaid', 'stateDiagram-v2', ...starts, ...ways, ...ends, '```'].join('\n')
}
