import { RemovalPolicy } from 'aws-cdk-lib'
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb'
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { keysTable, sessionsTable } from '../../lambda/tables.ts'

export interface SessionTablesProps {
  readonly removalPolicy: RemovalPolicy
}

const actions = {
  read: ['dynamodb:GetItem'],
  // Items are read and replaced whole. Nothing is deleted: a finished session stays until its
  // time to live ends.
  write: ['dynamodb:GetItem', 'dynamodb:PutItem'],
} as const

/** All that is remembered: the sessions, and the keys that make requests repeatable. */
export class SessionTables extends Construct {
  readonly sessions: Table
  readonly keys: Table

  constructor(scope: Construct, id: string, { removalPolicy }: SessionTablesProps) {
    super(scope, id)
    const shared: Omit<TableProps, 'partitionKey'> = {
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // Whoever may lose the tables with the stack may lose them without it, too.
      deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
      removalPolicy,
    }
    this.sessions = new Table(this, 'Sessions', {
      ...shared,
      partitionKey: { name: sessionsTable.partitionKey, type: AttributeType.STRING },
      timeToLiveAttribute: sessionsTable.timeToLive,
    })
    const { dueIndex } = sessionsTable
    this.sessions.addGlobalSecondaryIndex({
      indexName: dueIndex.name,
      partitionKey: { name: dueIndex.partitionKey, type: AttributeType.STRING },
      sortKey: { name: dueIndex.sortKey, type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY,
    })
    this.keys = new Table(this, 'Keys', {
      ...shared,
      partitionKey: { name: keysTable.partitionKey, type: AttributeType.STRING },
      timeToLiveAttribute: keysTable.timeToLive,
    })
  }

  /** The tables' own grants would open every index too. */
  grant(grantee: IGrantable, access: 'read' | 'write'): void {
    const resources = [this.sessions.tableArn, this.keys.tableArn]
    allow(grantee, actions[access], resources)
  }

  /** For whoever looks after the sessions that need attention. */
  grantFindDue(grantee: IGrantable): void {
    const index = `${this.sessions.tableArn}/index/${sessionsTable.dueIndex.name}`
    allow(grantee, ['dynamodb:Query'], [index])
  }
}

function allow(grantee: IGrantable, names: readonly string[], resources: string[]): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ effect: Effect.ALLOW, actions: [...names], resources }),
  )
}
