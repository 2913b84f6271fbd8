import { App } from 'aws-cdk-lib'
import { parseConfig } from '../lib/config.ts'
import { checkSecurity } from '../lib/security-checks.ts'
import { IvrPaymentFlowStack } from '../lib/stack.ts'

const app = new App()
const parsed = parseConfig((name) => app.node.tryGetContext(name))
if ('mistakes' in parsed) {
  console.error(parsed.mistakes.join('\n'))
  process.exit(1)
}
new IvrPaymentFlowStack(app, 'IvrPaymentFlow', { config: parsed.config })
checkSecurity(app)
