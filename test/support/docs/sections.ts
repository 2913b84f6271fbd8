import { coverageTables } from './sections/coverage.ts'
import { stateDiagram, statusTable } from './sections/machine.ts'
import { outcomeExample } from './sections/outcome.ts'
import { paymentMembersTable } from './sections/payment-members.ts'
import {
  probeOptionsTable,
  probeQuestionsTable,
  probeUnprobedTable,
  probeVariablesTable,
} from './sections/probe.ts'
import { routesTable } from './sections/routes.ts'
import {
  deployInputsTable,
  environmentTable,
  merchantPropsTable,
  propsTable,
} from './sections/settings.ts'
import {
  connectorsTable,
  faultsTable,
  simulatorOptionsTable,
  switchesTable,
  testCardsTable,
  topicsTable,
} from './sections/simulator.ts'
import {
  failureReasonsTable,
  limitsTable,
  metricsTable,
  problemsTable,
  refusalsTable,
  twilioRefusalsTable,
  verdictsTable,
} from './sections/words.ts'

/** Every part of the docs that is made of the code, by the name that stands in its markers. */
export const sections: Readonly<Record<string, () => string>> = {
  coverage: coverageTables,
  'payment-members': paymentMembersTable,
  outcome: outcomeExample,
  routes: routesTable,
  statuses: statusTable,
  'state-diagram': stateDiagram,
  environment: environmentTable,
  problems: problemsTable,
  refusals: refusalsTable,
  metrics: metricsTable,
  limits: limitsTable,
  verdicts: verdictsTable,
  'failure-reasons': failureReasonsTable,
  'twilio-refusals': twilioRefusalsTable,
  'deploy-inputs': deployInputsTable,
  props: propsTable,
  'merchant-props': merchantPropsTable,
  faults: faultsTable,
  switches: switchesTable,
  topics: topicsTable,
  connectors: connectorsTable,
  'test-cards': testCardsTable,
  'simulator-options': simulatorOptionsTable,
  'probe-options': probeOptionsTable,
  'probe-variables': probeVariablesTable,
  'probe-questions': probeQuestionsTable,
  'probe-unprobed': probeUnprobedTable,
}
