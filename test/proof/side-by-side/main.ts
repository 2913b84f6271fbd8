import { askedOf } from '../command-line.ts'
import { figuresLine } from '../figures.ts'
import { columns, compare, ourColumns } from './compare.ts'
import { powertoolsConfigs } from './powertools.ts'
import { scenarios } from './scenarios.ts'

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

const say = (text: string): boolean => process.stdout.write(`${text}\n`)

askedOf({ command: 'side-by-side', options: {} })
const cells = await compare()
for (const { name } of scenarios) {
  say(`\n${name}`)
  for (const column of columns) {
    const cell = cells.find((one) => one.scenario === name && one.column === column)
    const charges = `${cell?.charges} ${cell?.charges === 1 ? 'charge ' : 'charges'}`
    say(`  ${column.padEnd(32)} ${charges}  ${cell?.told.join(' | ')}`)
  }
}
say(`
Told: the answer to the first request, to the second, and what the session reads at last.
Powertools 2.35.0 with its DynamoDB persistence layer, its options beside defaults:
  default  ${JSON.stringify(powertoolsConfigs.default)}
  careful  ${JSON.stringify(powertoolsConfigs.careful)}`)

const ours = cells.filter(({ column }) => ourColumns.some((own) => own === column))
const isTrue = ({ told }: (typeof ours)[number]) =>
  told.at(-1)?.startsWith('succeeded, money moved')

/** The layer as it comes charges twice in all but the plain retry; else this shows nothing. */
const twice = cells.filter(({ column, charges }) => column === 'Powertools, default' && charges > 1)
const isShown = twice.length === scenarios.length - 1
process.exitCode = isShown && ours.every((cell) => cell.charges === 1 && isTrue(cell)) ? 0 : 1

say(
  figuresLine({
    scenarios: scenarios.length,
    'charges > 1': ours.filter(({ charges }) => charges > 1).length,
    lost: ours.filter(({ charges }) => charges === 0).length,
    untruthful: ours.filter((cell) => !isTrue(cell)).length,
  }),
)
