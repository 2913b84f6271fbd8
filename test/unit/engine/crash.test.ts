import { crashSuite } from '../../support/drill/crash-suite.ts'
import { memoryStores } from '../../support/memory/stores.ts'

crashSuite('memory stores', memoryStores)
