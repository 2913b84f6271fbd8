import { crashesOnDynamoDb } from '../../support/drill/dynamodb-suite.ts'

crashesOnDynamoDb(['guided, few fields', 'assisted, few fields'])
