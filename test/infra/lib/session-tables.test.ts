import { RemovalPolicy } from 'aws-cdk-lib'
import { describe, expect, test } from 'vitest'
import { constructTemplate, propertiesOf, stackTemplate } from '../synthesize.ts'

const type = 'AWS::DynamoDB::Table'

describe('the tables', () => {
  const template = stackTemplate()

  test('survive the stack and can be taken back to any second', () => {
    const tables = Object.values(template.findResources(type))

    expect(tables).toHaveLength(2)
    for (const { DeletionPolicy, UpdateReplacePolicy, Properties } of tables) {
      expect(DeletionPolicy).toBe('Retain')
      expect(UpdateReplacePolicy).toBe('Retain')
      expect(Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      })
      expect(Properties).not.toHaveProperty('TableName')
    }
  })

  test('find due sessions by an index that holds nothing but keys', () => {
    template.hasResourceProperties(type, {
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: [
            { AttributeName: 'due', KeyType: 'HASH' },
            { AttributeName: 'dueAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    })
    template.hasResourceProperties(type, {
      KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
    })
  })

  test('can be made to go with the stack, for a stack that is a trial', () => {
    const trial = constructTemplate(() => ({ removalPolicy: RemovalPolicy.DESTROY }))

    for (const { DeletionPolicy } of Object.values(trial.findResources(type))) {
      expect(DeletionPolicy).toBe('Delete')
    }
    for (const { DeletionProtectionEnabled } of propertiesOf(trial, type)) {
      expect(DeletionProtectionEnabled).toBe(false)
    }
  })
})
