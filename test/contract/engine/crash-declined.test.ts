import { crashesOnDynamoDb } from '../../support/drill/dynamodb-suite.ts'

crashesOnDynamoDb(['guided, a card declined'])
