import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { functionNames } from '../../../lib/facts/function-names.ts'
import { functionIds, stackTemplate } from '../synthesize.ts'

const template = stackTemplate()

/** What a function may do, as `action on resource`, from every policy of its role. */
function grantsOf(name: string): string[] {
  const functions = template.findResources('AWS::Lambda::Function')
  const lambda = functions[functionIds(template).get(name) ?? '']?.['Properties']
  const roleId = lambda.Role['Fn::GetAtt'][0]
  const policies = Object.values(template.findResources('AWS::IAM::Policy'))
    .map(({ Properties }) => Properties)
    .filter((policy) => policy.Roles.some((role: { Ref: string }) => role.Ref === roleId))
  return policies
    .flatMap((policy) => policy.PolicyDocument.Statement)
    .flatMap((statement) =>
      [statement.Resource]
        .flat()
        .flatMap((resource) =>
          [statement.Action].flat().map((action) => `${action} on ${describeResource(resource)}`),
        ),
    )
    .sort()
}

/** Logical ids without their hash, joined ARNs by their end. */
function describeResource(resource: { 'Fn::GetAtt'?: string[]; 'Fn::Join'?: [string, unknown[]] }) {
  const id = resource['Fn::GetAtt']?.[0]
  if (id !== undefined) return id.replace(/^Payment/, '').replace(/[0-9A-F]{8}$/, '')
  const parts = resource['Fn::Join']?.[1] ?? []
  return String(parts.at(-1)).replace(/^:/, '')
}

const logs = (name: string) => [
  `logs:CreateLogStream on ${name.replaceAll('-', '')}Logs`,
  `logs:PutLogEvents on ${name.replaceAll('-', '')}Logs`,
]

const tables = ['TablesKeys', 'TablesSessions']

const reading = tables.map((table) => `dynamodb:GetItem on ${table}`)

const writing = tables.flatMap((table) => [
  `dynamodb:GetItem on ${table}`,
  `dynamodb:PutItem on ${table}`,
])

const readingTheSecret = [
  'secretsmanager:DescribeSecret on secret:ivr/twilio-??????',
  'secretsmanager:GetSecretValue on secret:ivr/twilio-??????',
]

/** Whoever may write a session may end it, and tells of that. */
const telling = 'sqs:SendMessage on OutcomesQueue'

const changing = [...writing, ...readingTheSecret, telling]

const readers = ['find-session', 'read-session'] as const
const clock = 'settle-due-sessions'
const opener = 'read-token'
const sealer = 'receive-callback'
const replayer = 'replay-callbacks'

/** The operations that the DynamoDB adapters use, as their sources tell. */
function operationsUsed(): string[] {
  const directory = new URL('../../../lambda/adapters/dynamodb/', import.meta.url)
  const sources = readdirSync(directory).map((file) =>
    readFileSync(new URL(file, directory), 'utf8'),
  )
  const names = sources.join('\n').matchAll(/new (\w+)Command\(/g)
  return [...new Set([...names].map(([, name]) => `dynamodb:${name}`))].sort()
}

describe('the grants on the tables', () => {
  test('are what the adapters use, neither less nor more', () => {
    const granted = grantsOf(clock).map((grant) => grant.split(' ')[0] ?? '')
    const onTables = granted.filter((action) => action.startsWith('dynamodb:'))

    expect([...new Set(onTables)].sort()).toEqual(operationsUsed())
  })
})

describe('a function', () => {
  test.each(readers)('that only reads a session may do just that: %s', (name) => {
    expect(grantsOf(name)).toEqual([...logs(name), ...reading].sort())
  })

  test('that hands out tokens may open them, and only read beside that', () => {
    expect(grantsOf(opener)).toEqual(
      [...logs(opener), ...reading, 'kms:Decrypt on TokenKey'].sort(),
    )
  })

  test('that receives callbacks may seal tokens and queue what comes, and take out neither', () => {
    const more = ['kms:Encrypt on TokenKey', 'sqs:SendMessage on CallbacksQueue']

    expect(grantsOf(sealer)).toEqual([...logs(sealer), ...changing, ...more].sort())
  })

  test('that replays callbacks may take them out of their queue, and put in none', () => {
    const taking = ['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage']
    const more = taking.map((action) => `sqs:${action} on CallbacksQueue`)

    expect(grantsOf(replayer)).toEqual([...logs(replayer), ...changing, ...more].sort())
  })

  const others: readonly string[] = [clock, opener, sealer, replayer, ...readers]
  const writers = functionNames.filter((name) => !others.includes(name))

  test.each(writers)(
    'that changes a session may do that, read the secret and tell of its end: %s',
    (name) => {
      expect(grantsOf(name)).toEqual([...logs(name), ...changing].sort())
    },
  )

  test('that settles due sessions may also search the index of them, and nothing else', () => {
    expect(grantsOf(clock)).toEqual(
      [...logs(clock), ...changing, 'dynamodb:Query on /index/due'].sort(),
    )
  })

  test('that settles due sessions may ask the look-up that is configured, as may no other', () => {
    const lookUpFunctionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:look-up:live'
    const policies = stackTemplate({ lookUpFunctionArn }).findResources('AWS::IAM::Policy')
    const asking = Object.entries(policies).flatMap(([id, { Properties }]) =>
      Properties.PolicyDocument.Statement.filter(
        ({ Action }: { Action: unknown }) => Action === 'lambda:InvokeFunction',
      ).map(({ Resource }: { Resource: unknown }) => [id, Resource]),
    )

    expect(asking).toEqual([[expect.stringContaining('settleduesessions'), lookUpFunctionArn]])
  })

  test('has a role that nobody else has, without any managed policy', () => {
    template.resourceCountIs('AWS::IAM::Role', functionNames.length)
    template.resourceCountIs('AWS::IAM::Policy', functionNames.length)
    for (const { Properties } of Object.values(template.findResources('AWS::IAM::Role'))) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns')
    }
  })
})
