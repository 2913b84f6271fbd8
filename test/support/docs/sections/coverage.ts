import { type CatalogueSection, catalogue } from '../../catalogue/sections.ts'
import { code, table } from '../markdown.ts'

/** Every value that Twilio documents, with the test that goes through it. */
export const coverageTables = (): string => catalogue.map(coverageOf).join('\n\n')

function coverageOf({ title, values, becomes, test }: CatalogueSection): string {
  const rows = values.map((value) => [
    code(value),
    ...(becomes === undefined ? [] : [becomes(value)]),
    titleFor(test.name, value),
  ])
  const headings = ['Value', ...(becomes === undefined ? [] : ['What becomes of it']), 'Test']
  return [`## ${title}`, `In ${code(test.file)}:`, table(headings, rows)].join('\n\n')
}

/** As the test's runner writes it, and can be asked for it by `-t`. */
function titleFor(name: string, value: string): string {
  const [parameter = '', chosen = ''] = value.split('=')
  return name.replace(/%[si]/, value).replace('$parameter', parameter).replace('$value', chosen)
}
