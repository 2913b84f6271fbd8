import { pairSuite } from '../../support/drill/pair-suite.ts'
import { payments } from '../../support/drill/payments/all.ts'

pairSuite(payments.filter(({ name }) => name.startsWith('guided')))
